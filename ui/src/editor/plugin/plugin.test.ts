import { TextSelection } from "prosemirror-state";
import Delta from "quill-delta";
import { afterEach, describe, expect, it, vi } from "vitest";
import { contentOf, receive } from "../bridge/bridge";
import { plainText } from "../bridge/row";
import type { TextEditorOptions } from "../editor";
import { flushPromises } from "../fixture/core";
import { Sheet } from "../fixture/notation";
import type { PastedAtom } from "./paste";
import { EditorRing } from "./ring";
import { tksIn } from "./tk";

const ID = "a".repeat(32);
const NEW_ID = "b".repeat(32);
const STORY = "c".repeat(32);
const open: Sheet[] = [];

function sheet(notation: string, options: Partial<TextEditorOptions> = {}): Sheet {
  const made = new Sheet(notation, options);
  open.push(made);
  return made;
}

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

describe("TK", () => {
  const found = (each: Sheet) => tksIn(each.view.state).map(({ word, level }) => `${word} ${level}`);

  it("is found as a whole word, its look-alikes warn", () => {
    expect(found(sheet("| TK million, TKs, ATK, TK2, «TK», tk, ТК^"))).toEqual([
      "TK stop",
      "TK stop",
      "tk warn",
      "ТК warn",
    ]);
  });

  it("is marked as typed, and no longer when it grows into a word", () => {
    const each = sheet("| ^");
    expect(found(each.press("TK"))).toEqual(["TK stop"]);
    expect(each.view.dom.querySelector(".tk.stop")?.textContent).toBe("TK");
    expect(found(each.press("O"))).toEqual([]);
  });

  it("moves along with the text above it, and is found in what others write", () => {
    const each = sheet("| ^one\n| TK");
    each.press("a{Enter}b");
    each.view.dispatch(receive(each.view.state, new Delta().insert("TK ")));
    expect(tksIn(each.view.state).map(({ from, to }) => each.view.state.doc.textBetween(from, to))).toEqual([
      "TK",
      "TK",
    ]);
  });

  it("is nothing in a link", () => {
    const each = sheet("| <TK>");
    const link = each.view.state.schema.marks["link"]?.create({ href: "https://example.org/" });
    if (!link) throw new Error("no link");
    each.view.dispatch(each.view.state.tr.addMark(1, 3, link));
    expect(found(each)).toEqual([]);
  });

  it("is what the house lists, signs of patterns too", () => {
    const each = sheet("| XX (ask) TK^", { tk: { stop: ["XX", "(ask)"], warn: [] } });
    expect(found(each)).toEqual(["XX stop", "(ask) stop"]);
  });
});

describe("cleaning", () => {
  it("drops controls and U+200B and makes a soft break of its sign", () => {
    const each = sheet("| ^");
    each.view.dispatch(each.view.state.tr.insertText("a\u200bb\u0007c\td\u2028e\ufeff"));
    expect(plainText(contentOf(each.view.state))).toBe("abc d\u2028e\n");
    expect(each.isTrue).toBe(true);
    expect(each.view.state.doc.child(0).childCount, "the break is a node").toBe(3);
  });

  it("leaves joiners and direction marks, and all that others wrote", () => {
    const each = sheet("| ^");
    each.view.dispatch(each.view.state.tr.insertText("👩‍👩‍👧\u200f\u200e\u00ad"));
    expect(plainText(contentOf(each.view.state))).toBe("👩‍👩‍👧\u200f\u200e\u00ad\n");
    each.view.dispatch(receive(each.view.state, new Delta().insert("\u200b")));
    expect(plainText(contentOf(each.view.state))).toContain("\u200b");
  });
});

/** A paste, as the browser would give it. */
function pasted(each: Sheet, data: Record<string, string>, target: Element | null = each.view.dom): void {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, {
    clipboardData: { files: [], items: [], types: Object.keys(data), getData: (type: string) => data[type] ?? "" },
  });
  target?.dispatchEvent(event);
}

describe("paste", () => {
  it("of plain text makes a line of each", () => {
    const each = sheet("| a^b", { paste: { clean: () => Promise.reject(new Error("not asked")) } });
    pasted(each, { "text/plain": "one\r\ntwo\u200b\tx\n" });
    expect(each.toString()).toBe("| aone\n| two x^b");
    expect(each.isTrue).toBe(true);
  });

  it("with dress is cleaned outside; its place is kept while one types on", async () => {
    let clean: (delta: Delta) => void = () => undefined;
    const asked: string[] = [];
    const each = sheet("| one ^two", {
      paste: {
        clean: (html, text) => {
          asked.push(html, text);
          return new Promise((resolve) => (clean = resolve));
        },
      },
    });
    pasted(each, { "text/html": "<p onclick=x>P</p>", "text/plain": "P" });
    each.view.dispatch(each.view.state.tr.insertText("zero ", 1));
    each.view.dispatch(each.view.state.tr.setSelection(TextSelection.atEnd(each.view.state.doc)));
    each.press("!");
    clean(
      new Delta()
        .insert("P", { strong: true })
        .insert("\n")
        .insert("H")
        .insert("\n", { b: "h:2" })
        .insert("Q")
        .insert("\n"),
    );
    await flushPromises();
    expect(asked).toEqual(["<p onclick=x>P</p>", "P"]);
    expect(each.toString().replace("^", "")).toBe("| zero one *P*\nh:2| H\n| Qtwo!");
    expect(each.isTrue).toBe(true);
  });

  it("into a word that is marked comes once, though the mark that it was given to is gone", () => {
    const each = sheet("| T^K", { paste: { clean: () => Promise.reject(new Error("not asked")) } });
    each.view.focus();
    const given: string[] = [];
    each.view.dom.addEventListener("paste", ({ target }) => given.push((target as Element).className));
    // There is no such event here; it is made where one is given again.
    vi.stubGlobal("ClipboardEvent", Event);
    const mark = each.view.dom.querySelector(".tk");
    each.view.dom.addEventListener("paste", () => mark?.remove());
    pasted(each, { "text/plain": "x" }, mark);
    vi.unstubAllGlobals();
    expect(given).toEqual(["tk stop"]);
    expect(each.toString()).toBe("| Tx^K");
  });

  const unasked = { paste: { clean: () => Promise.reject(new Error("not asked")) } };

  it("in the place of what was selected stays when one types on", () => {
    for (const [before, after] of [
      ["| a <b> c", "| a one!^ c"],
      ["| a<b\n| c>d", "| aone!^d"],
      ["| <ab>", "| one!^"],
    ] as const) {
      const each = sheet(before, unasked);
      pasted(each, { "text/plain": "one" });
      expect(each.press("!").toString()).toBe(after);
      expect(each.isTrue).toBe(true);
    }
    const all = sheet("| a^b\n| c", unasked).press("{select_all}");
    pasted(all, { "text/plain": "one\ntwo" });
    expect(all.press("!").toString()).toBe("| one\n| two!^");
  });

  it("goes before what is typed until it is cleaned, and takes none of it", async () => {
    for (const [before, after] of [
      ["| a^b", "| a*P*x^b"],
      ["| a<bc>d", "| a*P*x^d"],
      ["| a<b\n| c>d", "| a*P*x^d"],
    ] as const) {
      const clean = () => Promise.resolve(new Delta().insert("P", { strong: true }));
      const each = sheet(before, { paste: { clean } });
      pasted(each, { "text/html": "<b>P</b>", "text/plain": "P" });
      each.press("x");
      await flushPromises();
      expect(each.toString()).toBe(after);
      expect(each.isTrue).toBe(true);
    }
  });

  it("of a line of another kind leaves the caret in it", async () => {
    const clean = () => Promise.resolve(new Delta().insert("H").insert("\n", { b: "h:2" }));
    const each = sheet("| ^\n| next", { paste: { clean } });
    pasted(each, { "text/html": "<h2>H</h2>", "text/plain": "H" });
    await flushPromises();
    expect(each.press("!").toString()).toBe("h:2| H!^\n| next");
  });

  it("twice at one place stands in order, whichever is cleaned first", async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const cleaned: ((delta: Delta) => void)[] = [];
      const each = sheet("| a^b", { paste: { clean: () => new Promise((resolve) => cleaned.push(resolve)) } });
      for (const word of ["one", "two"]) pasted(each, { "text/html": word, "text/plain": word });
      for (const which of order) {
        cleaned[which]?.(new Delta().insert(["one", "two"][which] ?? ""));
        await flushPromises();
      }
      expect(each.press("!").toString()).toBe("| aonetwo!^b");
    }
  });

  it("that cannot be cleaned comes as its words", async () => {
    const each = sheet("| ^", { paste: { clean: () => Promise.reject(new Error("broken")) } });
    pasted(each, { "text/html": "<b>x</b>", "text/plain": "x\ny" });
    await flushPromises();
    expect(each.toString()).toBe("| x\n| y^");
  });

  it("into a single line joins lines with spaces, into a headline without marks", async () => {
    const clean = () => Promise.resolve(new Delta().insert("a", { strong: true }).insert("\nb\n"));
    const deck = sheet("| ^", { kind: "line", paste: { clean } });
    pasted(deck, { "text/html": "<p>a</p><p>b</p>", "text/plain": "a\nb" });
    await flushPromises();
    expect(deck.toString()).toBe("| *a* b^");
    const headline = sheet("| ^", { kind: "plain", paste: { clean } });
    pasted(headline, { "text/html": "<p>a</p><p>b</p>", "text/plain": "a\nb" });
    expect(headline.toString()).toBe("| a b^");
  });

  it("of a figure says where it was copied and whether it is still there, and takes the name that it gets", () => {
    const asked: PastedAtom[] = [];
    const each = sheet(`| x\nfigure:${ID}|\n| ^`, {
      paste: {
        clean: () => Promise.reject(new Error("not asked")),
        story: STORY,
        pasted: (atom) => {
          asked.push(atom);
          return atom.isHere ? NEW_ID : atom.id;
        },
      },
    });
    const html = `<figure data-figure="${ID}" data-pm-slice="0 0 []"></figure>`;
    pasted(each, { "text/html": html, "text/plain": "" });
    expect(asked.splice(0)).toEqual([{ kind: "figure", id: ID, from: null, isHere: true }]);
    expect(each.toString()).toContain(`figure:${NEW_ID}`);

    const { dom } = each.view.serializeForClipboard(each.view.state.doc.slice(3, 4));
    each.view.dispatch(each.view.state.tr.delete(3, 4));
    pasted(each, { "text/html": dom.innerHTML, "text/plain": "" });
    expect(asked).toEqual([{ kind: "figure", id: ID, from: STORY, isHere: false }]);
    expect(each.toString()).toContain(`figure:${ID}`);
    expect(each.isTrue).toBe(true);
  });

  it("of what claims to be ours brings no script's address", () => {
    const each = sheet("| ^", { paste: { clean: () => Promise.reject(new Error("not asked")) } });
    pasted(each, {
      "text/html": `<p data-pm-slice="1 1 []"><a href="javascript:x()">bad</a></p>`,
      "text/plain": "bad",
    });
    expect(contentOf(each.view.state).ops).toEqual([{ insert: "bad\n" }]);
  });
});

describe("the ring", () => {
  function page() {
    const ring = new EditorRing();
    const headline = sheet("| Title^", { kind: "plain", ring });
    const body = sheet("| ^one\n| two", { ring });
    ring.add(headline.view);
    ring.add(body.view);
    headline.view.focus();
    return { headline, body };
  }

  it("goes on at the edge and comes back", () => {
    const { headline, body } = page();
    headline.press("{ArrowRight}");
    expect(body.view.hasFocus()).toBe(true);
    expect(body.toString()).toBe("| ^one\n| two");
    body.press("{ArrowLeft}");
    expect(headline.view.hasFocus()).toBe(true);
    expect(headline.toString()).toBe("| Title^");
  });

  it("does not go on inside the text", () => {
    const { headline, body } = page();
    headline.view.dispatch(headline.view.state.tr.setSelection(TextSelection.create(headline.view.state.doc, 2)));
    headline.press("{ArrowRight}{ArrowLeft}");
    expect(body.view.hasFocus()).toBe(false);
  });

  it("goes on by Enter and Tab, and back by Shift-Tab; in a list Tab is the list's", () => {
    const { headline, body } = page();
    headline.press("{Enter}");
    expect(body.view.hasFocus()).toBe(true);
    body.press("{Shift-Tab}");
    expect(headline.view.hasFocus()).toBe(true);
    headline.press("{Tab}");
    expect(body.view.hasFocus()).toBe(true);
    body.press("{ul}{Tab}");
    expect(body.toString()).toBe("li:ul:2| ^one\n| two");
  });
});
