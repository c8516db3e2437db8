// What is asked and suggested, as the page shows it.
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import Delta from "quill-delta";
import { afterEach, describe, expect, it } from "vitest";
import { bridge, contentOf, readText, receive } from "../bridge/bridge";
import { body } from "./body";

const open: EditorView[] = [];
afterEach(() => {
  for (const view of open.splice(0)) view.destroy();
});

function shows(text: Delta): EditorView {
  const { doc, rows } = readText(body, text);
  const view = new EditorView(document.createElement("div"), {
    state: EditorState.create({ doc, plugins: [bridge(rows)] }),
  });
  open.push(view);
  return view;
}

describe("what is asked and suggested", () => {
  it("is heard as marked, inserted and deleted, and one on the other", () => {
    const view = shows(
      new Delta()
        .insert("on ")
        .insert("words", { comment_a: true, ins_b: { member: "m" } })
        .insert(" gone", { del_c: { member: "m" }, del_d: { member: "n" } })
        .insert("\n"),
    );
    const found = (selector: string) => view.dom.querySelector(selector)?.textContent;
    expect(found('mark[data-comment="a"] > ins[data-ins="b"]')).toBe("words");
    expect(found('del[data-del="c"] del[data-del="d"]') ?? found('del[data-del="d"] del[data-del="c"]')).toBe(" gone");
  });

  it("on a line's break is shown on the line, and comes and goes with it", () => {
    const text = new Delta()
      .insert("one")
      .insert("\n", { ins_a: { member: "m" } })
      .insert("two\n");
    const view = shows(text);
    expect(view.dom.querySelector("[data-end-ins]")?.textContent).toBe("one");
    view.dispatch(receive(view.state, new Delta().retain(3).retain(1, { ins_a: null })));
    expect(view.dom.querySelector("[data-end-ins]")).toBeNull();
    view.dispatch(receive(view.state, new Delta().retain(7).retain(1, { blk_b: { b: "h:2" } })));
    expect(view.dom.querySelector("[data-end-blk]")?.textContent).toBe("two");
    expect(contentOf(view.state).ops.at(-1)?.attributes).toEqual({ blk_b: { b: "h:2" } });
  });
});
