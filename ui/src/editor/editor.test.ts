import Delta from "quill-delta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TextEditor, type TextEditorOptions } from "./editor";
import { Core, Net } from "./fixture/core";
import type { AtomPlace } from "./plugin/atom";
import { EditorRing } from "./plugin/ring";
import { Session } from "./session/session";

const ID = "a".repeat(32);

let core: Core;
let net: Net;
let session: Session;
const open: TextEditor[] = [];

beforeEach(() => {
  // Nothing is laid out here, so there is nothing to scroll to.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  core = new Core({
    body: new Delta()
      .insert("one\ntwo")
      .insert("\n", { b: "quote" })
      .insert("\n", { b: `figure:${ID}` })
      .insert("\n"),
    [`caption_${ID}`]: new Delta().insert("a bridge"),
  });
  net = new Net(core, () => 0, { loses: false, doubles: false, cuts: false });
  session = new Session(
    {
      story: "s",
      client: "me",
      send: (edit) => net.send("me", edit),
      reload: () => net.reload("me"),
      rescue: () => Promise.resolve(),
      onState: () => undefined,
      onFacts: () => undefined,
      timer: net.timer,
      painted: net.painted("me"),
    },
    core.snapshot(),
  );
  net.watch("me", (event) => session.receive(event));
});

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  session.close();
  document.body.replaceChildren();
  vi.useRealTimers();
});

function editor(options: Partial<TextEditorOptions> = {}): TextEditor {
  const made = new TextEditor({
    mount: document.body.appendChild(document.createElement("div")),
    session,
    container: "body",
    kind: "body",
    label: "Body",
    language: () => "uk",
    paste: { clean: (_html, text) => Promise.resolve(new Delta().insert(text)) },
    ...options,
  });
  open.push(made);
  return made;
}

/** Another window writes. */
function another(delta: Delta): void {
  const edits = [{ container: "body", delta: delta.ops }];
  core.edit({ story: "s", client: "other", seq: core.version, base_version: core.version, edits });
}

describe("an editor in the page", () => {
  it("does a key where the caret is, though nobody has said yet that it moved", () => {
    const { view } = editor();
    view.focus();
    // As an arrow key moves it; the page hears of it in a later task.
    document.getSelection()?.collapse(view.dom.querySelector("p")?.firstChild ?? null, 2);
    view.dom.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }),
    );
    expect([...view.dom.children].slice(0, 2).map((line) => line.textContent)).toEqual(["on", "e"]);
  });

  it("leaves the caret where it is when others write, though nobody has said yet that it moved", async () => {
    const each = editor();
    each.view.focus();
    const late = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener("selectionchange", late, { capture: true });
    document.getSelection()?.collapse(each.view.dom.querySelector("p")?.firstChild ?? null, 2);
    another(new Delta().insert("0"));
    await net.calm();
    window.removeEventListener("selectionchange", late, { capture: true });
    expect(each.view.dom.querySelector("p")?.textContent).toBe("0one");
    expect(each.selection).toEqual({ from: 3, to: 3 });
  });

  it("says what it is to those who do not see it", () => {
    const { dom } = editor().view;
    expect(dom.getAttribute("role")).toBe("textbox");
    expect(dom.getAttribute("aria-multiline")).toBe("true");
    expect(dom.getAttribute("aria-label")).toBe("Body");
    expect(dom.lang).toBe("uk");
  });

  it("sends what is written and shows what others write", async () => {
    const each = editor();
    each.view.dispatch(each.view.state.tr.insertText("!", 4));
    await net.calm();
    another(new Delta().insert("zero "));
    await net.calm();
    expect(each.view.state.doc.child(0).textContent).toBe("zero one!");
    expect(core.text("body").ops[0]).toEqual({ insert: "zero one!\ntwo" });
  });

  it("undoes one's own, never another's", async () => {
    const each = editor();
    each.view.dispatch(each.view.state.tr.insertText("mine", 4));
    await net.calm();
    another(new Delta().retain(3).insert("theirs"));
    await net.calm();
    expect(each.run("undo")).toBe(true);
    expect(each.view.state.doc.child(0).textContent).toBe("onetheirs");
    await net.calm();
    expect(core.text("body").ops[0]).toEqual({ insert: "onetheirs\ntwo" });
    expect(each.can("undo")).toBe(false);
  });

  it("lets an input method finish before it shows or sends anything", async () => {
    vi.useFakeTimers();
    const each = editor();
    each.view.dom.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    each.view.dispatch(each.view.state.tr.insertText("に", 4));
    another(new Delta().insert("X"));
    await net.step();
    expect(each.view.state.doc.child(0).textContent).toBe("oneに");
    each.view.dom.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    vi.advanceTimersByTime(50);
    expect(each.view.state.doc.child(0).textContent).toBe("Xoneに");
    await net.calm();
    expect(core.text("body").ops[0]).toEqual({ insert: "Xoneに\ntwo" });
  });

  it("knows and sets what is at the caret, in the text's own units", () => {
    const each = editor();
    each.select(4, 7);
    expect(each.selection).toEqual({ from: 4, to: 7 });
    expect(each.active.block).toBe("quote");
    expect(each.run("strong")).toBe(true);
    expect(each.active.marks).toEqual(new Set(["strong"]));
    expect(each.setLink("https://example.org/")).toBe(true);
    each.select(5, 5);
    expect(each.link).toBe("https://example.org/");
    expect(each.setLink(null)).toBe(true);
    expect(each.link).toBeNull();
  });

  it("offers no kinds in a line, and no marks in a headline", () => {
    const caption = editor({ container: `caption_${ID}`, kind: "line", label: "Caption" });
    expect([caption.can("h2"), caption.can("strong"), caption.isEmpty]).toEqual([false, true, false]);
    const headline = editor({ container: "headline", kind: "plain", label: "Headline" });
    expect([headline.can("h2"), headline.can("strong"), headline.isEmpty]).toEqual([false, false, true]);
    expect(headline.setLink("https://example.org/")).toBe(false);
  });

  it("gives the screen the place of a figure, and keys a way into its caption and out", () => {
    const ring = new EditorRing();
    const places: AtomPlace[] = [];
    const gone: string[] = [];
    const chosen: boolean[] = [];
    let caption: TextEditor | null = null;
    const each = editor({
      ring,
      mountAtom: (place) => {
        places.push(place);
        caption = editor({ mount: place.dom, container: `caption_${ID}`, kind: "line", label: "Caption", ring });
        return { selected: (on) => chosen.push(on), destroy: () => gone.push(place.id) };
      },
    });
    const [place] = places;
    const inner = caption as TextEditor | null;
    if (!place || !inner) throw new Error("no place");
    expect([place.kind, place.id]).toEqual(["figure", ID]);

    place.select();
    expect(chosen).toEqual([true]);
    const press = (view: TextEditor["view"], key: string, shiftKey = false) =>
      view.someProp("handleKeyDown", (handle) => handle(view, new KeyboardEvent("keydown", { key, shiftKey })));
    press(each.view, "Tab");
    expect(inner.view.hasFocus()).toBe(true);
    press(inner.view, "Enter");
    expect(each.view.hasFocus()).toBe(true);
    expect(each.active.block, "in the paragraph after the figure").toBe("");

    place.remove();
    expect(gone).toEqual([ID]);
    expect(each.view.state.doc.childCount).toBe(3);
  });

  it("lets go of its session when it goes", async () => {
    const each = editor();
    open.pop();
    each.destroy();
    another(new Delta().insert("after "));
    await net.calm();
    expect(editor().view.state.doc.child(0).textContent).toBe("after one");
  });
});
