// The deleting keys go past what is struck through already, and only while one suggests.
import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import Delta from "quill-delta";
import { afterEach, describe, expect, it } from "vitest";
import { bridge, readText } from "../bridge/bridge";
import { body } from "../schema/body";
import { suggested } from "./suggested";

const open: EditorView[] = [];
afterEach(() => {
  for (const view of open.splice(0)) view.destroy();
});

/** "one two three", "two" struck through by two people, the caret at a place; where it is once a key was pressed. */
function pressed(key: string, at: number, isSuggesting = true): number {
  const text = new Delta()
    .insert("one ")
    .insert("t", { del_a: { member: "m" } })
    .insert("wo", { del_b: { member: "n" } })
    .insert(" three\n");
  const { doc, rows } = readText(body, text);
  const state = EditorState.create({ doc, plugins: [bridge(rows), suggested(() => isSuggesting)] });
  const view = new EditorView(document.createElement("div"), { state });
  open.push(view);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(doc, at + 1)));
  const event = new KeyboardEvent("keydown", { key });
  const taken = view.someProp("handleKeyDown", (handle) => handle(view, event));
  expect(taken ?? false, "the key itself is left to whoever deletes").toBe(false);
  return view.state.selection.from - 1;
}

describe("while one suggests", () => {
  it("Backspace and Delete go past words that are to go", () => {
    expect(pressed("Backspace", 7)).toBe(4);
    expect(pressed("Backspace", 6), "from within as well").toBe(4);
    expect(pressed("Delete", 4)).toBe(7);
  });

  it("they stay where nothing is struck through on their side", () => {
    expect([pressed("Backspace", 4), pressed("Delete", 7), pressed("Delete", 1)]).toEqual([4, 7, 1]);
  });

  it("other keys, and one who does not suggest, stay where they are", () => {
    expect([pressed("ArrowLeft", 7), pressed("Backspace", 7, false)]).toEqual([7, 7]);
  });
});
