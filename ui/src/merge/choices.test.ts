import { describe, expect, it } from "vitest";
import type { MergeRow } from "../ipc/generated/MergeRow";
import { openCount, readersGet, shown, toldOf } from "./choices";

function row(standing: MergeRow["standing"]): MergeRow {
  const same = { fate: "same" as const, text: "Buses return" };
  return {
    place: "paragraph",
    number: 1,
    standing,
    base: "Buses return soon",
    mine: [same, { fate: "removed", text: " soon" }, { fate: "added", text: " today" }],
    theirs: [same, { fate: "removed", text: " soon" }, { fate: "added", text: " on Monday" }],
    both: "Buses return today on Monday",
  };
}

describe("three texts", () => {
  const rows = [row("same"), row("only_mine"), row("only_theirs"), row("open")];

  it("show what anybody changed", () => expect(shown(rows).map(({ at }) => at)).toEqual([1, 2, 3]));

  it("settle what only one side changed, and nothing else", () => {
    expect(rows.map((one) => readersGet(one, undefined))).toEqual([
      "Buses return today",
      "Buses return today",
      "Buses return on Monday",
      null,
    ]);
    expect(openCount(rows, {})).toBe(1);
    expect(openCount(rows, { 3: { take: "mine", text: null } })).toBe(0);
  });

  it("give readers what was chosen, or typed over it", () => {
    const open = row("open");
    expect(readersGet(open, { take: "theirs", text: null })).toBe("Buses return on Monday");
    expect(readersGet(open, { take: "both", text: null })).toBe("Buses return today on Monday");
    expect(readersGet(open, { take: "both", text: "Buses return." })).toBe("Buses return.");
    expect(readersGet({ ...open, mine: null }, { take: "mine", text: null })).toBe("");
  });

  it("are told to the core by the rows' places", () =>
    expect(toldOf({ 3: { take: "both", text: "x" }, 1: { take: "mine", text: null } })).toEqual([
      { row: 1, take: "mine", text: null },
      { row: 3, take: "both", text: "x" },
    ]));
});
