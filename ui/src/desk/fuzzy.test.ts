import { describe, expect, it } from "vitest";
import { fuzzy } from "./fuzzy";

/** A text with the letters that answered in brackets. */
function marked(asked: string, text: string): string | null {
  const hit = fuzzy(asked, text);
  return hit && hit.pieces.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join("");
}

const score = (asked: string, text: string) => fuzzy(asked, text)?.score ?? -1;

describe("finding by a few letters", () => {
  it.each([
    ["rev", "Save revision", "Save [rev]ision"],
    ["rev", "Go to Review", "Go to [Rev]iew"],
    ["rev", "Council reopens river crossing", "Council [re]opens ri[v]er crossing"],
    ["sr", "Save revision", "[S]ave [r]evision"],
    ["пз", "Порт закрито", "[П]орт [з]акрито"],
    ["", "Anything", "Anything"],
  ])("%s in %s", (asked, text, answer) => expect(marked(asked, text)).toBe(answer));

  it("wants all letters, in order", () => {
    expect(marked("nos", "Save revision")).toBeNull();
    expect(marked("xyz", "Save revision")).toBeNull();
  });

  it("does not mind spaces and case", () => expect(marked("SAVE r", "Save revision")).toBe("[Save] [r]evision"));

  it("likes beginnings of words, and letters side by side", () => {
    expect(score("rev", "Revised timetable")).toBeGreaterThan(score("rev", "Prevention"));
    expect(score("rev", "Prevention")).toBeGreaterThan(score("rev", "Grain exporters’ harvest"));
  });

  it("finds in long texts at once", () => {
    const text = "a".repeat(50_000);
    expect(fuzzy("aaaaaaaaaa", text)).not.toBeNull();
    expect(fuzzy("b", text)).toBeNull();
  });

  it("keeps the text whole, whatever lower case does to its length", () => {
    const pieces = fuzzy("st", "İSTANBUL stands")?.pieces ?? [];
    expect(pieces.map((piece) => piece.text).join("")).toBe("İSTANBUL stands");
  });
});
