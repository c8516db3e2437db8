import { afterEach, describe, expect, it } from "vitest";
import type { TextEditorOptions } from "../editor";
import { Sheet } from "../fixture/notation";

const FIGURE = `figure:${"a".repeat(32)}`;
let sheet: Sheet | null = null;

afterEach(() => {
  sheet?.close();
  sheet = null;
});

function triple(before: string, keys: string, after: string, options: Partial<TextEditorOptions> = {}): void {
  sheet = new Sheet(before, options).press(keys);
  expect(sheet.toString()).toBe(after);
  expect(sheet.isTrue, "its deltas say the same").toBe(true);
}

const cases = (name: string, rows: [before: string, keys: string, after: string][]) =>
  describe(name, () => {
    for (const [before, keys, after] of rows) {
      it(`${before.replaceAll("\n", " ⏎ ")}   ${keys}`, () => triple(before, keys, after));
    }
  });

cases("Enter", [
  ["| on^e", "{Enter}", "| on\n| ^e"],
  ["| one^", "{Enter}two", "| one\n| two^"],
  ["h:2| Title^", "{Enter}x", "h:2| Title\n| x^"],
  ["h:2| ^Title", "{Enter}", "|\nh:2| ^Title"],
  ["quote| said^", "{Enter}on", "quote| said\nquote| on^"],
  ["quote| said\nquote| ^", "{Enter}x", "quote| said\n| x^"],
  ["pullquote| said^", "{Enter}Name", "pullquote| said\nsource| Name^"],
  ["li:ul:1| one^", "{Enter}two", "li:ul:1| one\nli:ul:1| two^"],
  ["li:ul:2| one\nli:ul:2| ^", "{Enter}", "li:ul:2| one\nli:ul:1| ^"],
  ["li:ol:1| one\nli:ol:1| ^", "{Enter}", "li:ol:1| one\n| ^"],
  ["| a<b>c", "{Enter}", "| a\n| ^c"],
  [`[${FIGURE}]\n| x`, "{Enter}", `${FIGURE}|\n| ^\n| x`],
  ["| on^e", "{Shift-Enter}", "| on↵^e"],
  ["| one\n| tw^o", "{select_all}{Enter}x", "|\n| x^"],
]);

cases("Backspace and Delete", [
  ["| one\n| ^two", "{Backspace}", "| one^two"],
  ["h:2| one\n| ^two", "{Backspace}", "h:2| one^two"],
  ["| one\nh:2| ^two", "{Backspace}", "| one\n| ^two"],
  ["li:ul:2| ^x", "{Backspace}", "li:ul:1| ^x"],
  ["li:ul:2| ^x", "{Backspace}{Backspace}", "| ^x"],
  [`${FIGURE}|\n| ^x`, "{Backspace}", `[${FIGURE}]\n| x`],
  [`${FIGURE}|\n| ^x`, "{Backspace}{Backspace}", "| ^x"],
  [`${FIGURE}|\n| ^\n| y`, "{Backspace}", `[${FIGURE}]\n| y`],
  [`| x^\n${FIGURE}|\n| y`, "{Delete}", `| x\n[${FIGURE}]\n| y`],
  [`[${FIGURE}]`, "{Delete}", "| ^"],
  ["| x\ntable:3| ^y\n| ^z", "{Backspace}", "| x\n[table:3]\n| z"],
  ["| one^\n| two", "{Delete}", "| one^two"],
]);

cases("kinds", [
  ["| o^ne", "{h2}", "h:2| o^ne"],
  ["h:2| o^ne", "{h2}", "| o^ne"],
  ["h:2| o^ne", "{Mod-Alt-3}", "h:3| o^ne"],
  ["| <one\nquote| two>", "{quote}", "quote| <one\nquote| two>"],
  ["| <one\n| two>", "{ul}", "li:ul:1| <one\nli:ul:1| two>"],
  ["li:ul:3| o^ne", "{ol}", "li:ol:3| o^ne"],
  ["li:ul:1| o^ne", "{ul}", "| o^ne"],
  ["li:ul:1| o^ne", "{Tab}", "li:ul:2| o^ne"],
  ["li:ul:6| o^ne", "{Tab}", "li:ul:6| o^ne"],
  ["li:ul:1| o^ne", "{Shift-Tab}", "| o^ne"],
  ["| <one\ntable:3| two\n| three>", "{h3}", "h:3| <one\ntable:3| two\nh:3| three>"],
  ["| on^e", "{rule}", "| on\nrule|\n| ^e"],
  ["| one^", "{rule}x", "| one\nrule|\n| x^"],
  ["| ^", "{rule}x", "rule|\n| x^"],
]);

cases("marks", [
  ["| <one> two", "{strong}", "| <*one*> two"],
  ["| <*one*> two", "{Mod-b}", "| <one> two"],
  ["| a^", "{Mod-b}x{Mod-b}y", "| a*x*y^"],
  ["| <a>", "{strong}{em}", "| <*_a_*>"],
]);

cases("what typing makes", [
  ["| ^", "## T", "h:2| T^"],
  ["| ^", "### T", "h:3| T^"],
  ["| ^", "> T", "quote| T^"],
  ["| ^", "- T", "li:ul:1| T^"],
  ["| ^", "1. T", "li:ol:1| T^"],
  ["| ^", "---T", "rule|\n| T^"],
  ["| ^", "- {Backspace}", "| - ^"],
  ["h:2| ^", "- T", "h:2| - T^"],
  ["| a^", "---", "| a---^"],
]);

cases("undo", [
  ["| a^", "{Enter}b{undo}", "| a^"],
  ["| ^a", "{h2}{undo}{redo}", "h:2| ^a"],
]);

describe("quotation marks", () => {
  const quoted = (language: string, keys: string, after: string) =>
    it(`${language}: ${keys}`, () => triple("| ^", keys, after, { language: () => language }));
  quoted("en", `"It's 'so'," he said`, "| “It’s ‘so’,” he said^");
  quoted("en-GB", `("a")`, "| (“a”)^");
  quoted("uk", `"об'єкт 'а'"`, "| «об’єкт „а“»^");
  quoted("de", `"a" 'b'`, "| „a“ ‚b‘^");
  quoted("de-CH", `"a"`, "| «a»^");
  quoted("fr", `"a"`, "| «\u202fa\u202f»^");
  quoted("pl", `"a"`, "| „a”^");
  quoted("sv", `"a"`, "| ”a”^");
  quoted("xx", `"a"`, "| “a”^");
  it("one Backspace takes it back", () => triple("| ^", `"{Backspace}`, `| "^`));
});

describe("a single line", () => {
  it("has no second line and no kinds", () => triple("| one^", "{Enter}{h2}## x", "| one## x^", { kind: "line" }));
  it("has marks", () => triple("| <one>", "{Mod-b}", "| <*one*>", { kind: "line" }));
  it("of a headline has none", () => triple("| <one>", "{Mod-b}", "| <one>", { kind: "plain" }));
  it("joins to nothing", () => triple("| ^one", "{Backspace}", "| ^one", { kind: "plain" }));
});
