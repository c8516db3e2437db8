import { describe, expect, it } from "vitest";
import type { LiveChangeView } from "../ipc/generated/LiveChangeView";
import type { PublishPlan } from "../ipc/generated/PublishPlan";
import { Saying } from "./saying.svelte";

const drafts = [
  { kind: "update", text: "The story was updated with TK.", placement: null },
  { kind: "correction", text: "It said “14 stops”.", placement: null },
];

function saying(change: Partial<LiveChangeView> | null): Saying {
  const whole = change && { proposed: "correction", weighty: [], is_noted: false, drafts, ...change };
  return new Saying(() => ({ change: whole }) as unknown as PublishPlan);
}

const NUMBER = { kind: "number", old: "14", new: "12" } as const;

describe("what is said of a change", () => {
  it("begins as what it looks like, with its draft, which goes when nobody writes another", () => {
    const each = saying({ weighty: [NUMBER] });
    expect([each.kind, each.note, each.isSaid]).toEqual(["correction", "It said “14 stops”.", true]);
    expect(each.wish).toEqual({
      note: { kind: "correction", text: "It said “14 stops”.", placement: null },
      reason: "",
    });
  });

  it("waits for the words that only a person knows", () => {
    const each = saying({ proposed: "update" });
    expect([each.isUnfinished, each.isSaid]).toEqual([true, false]);
    each.note = "The story was updated with the fares.";
    expect([each.isUnfinished, each.isSaid]).toEqual([false, true]);
    each.note = " ";
    expect(each.note, "an emptied note is the draft again").toBe("The story was updated with TK.");
  });

  it("lets a number pass as a typo only with a reason", () => {
    const each = saying({ weighty: [NUMBER] });
    each.kind = "typo";
    expect([each.needsReason, each.isSaid, each.wish.note]).toEqual([true, false, null]);
    each.reason = "The number was right in the caption all along.";
    expect(each.isSaid).toBe(true);
    expect(each.wish.reason).toBe("The number was right in the caption all along.");
  });

  it("asks nothing where a note stands in the text, or where nothing changed", () => {
    for (const each of [saying({ weighty: [NUMBER], is_noted: true }), saying(null)]) {
      expect([each.kind, each.isSaid]).toEqual(["typo", true]);
      expect(each.wish).toEqual({ note: null, reason: "" });
    }
  });
});
