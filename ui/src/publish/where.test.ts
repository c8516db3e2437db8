import { describe, expect, it } from "vitest";
import type { PlanRow } from "../ipc/generated/PlanRow";
import { canGo, isTicked } from "./where";

const row = (change: Partial<PlanRow>) =>
  ({ chosen: false, may_be_live: false, intent: "will_publish", ...change }) as PlanRow;

describe("where a story goes", () => {
  it("is where it usually goes, until a person says otherwise", () => {
    expect(isTicked(row({ chosen: true }), "typo", undefined)).toBe(true);
    expect(isTicked(row({ chosen: true }), "typo", false)).toBe(false);
    expect(isTicked(row({ chosen: false }), "update", undefined)).toBe(false);
    expect(isTicked(row({ chosen: false }), "update", true)).toBe(true);
  });

  it("is, for a notice, where readers have it or may have it, and nowhere else", () => {
    const there = row({ may_be_live: true, intent: "same" });
    expect(isTicked(there, "withdrawal", undefined), "also where not a word of it changed").toBe(true);
    const never = row({ chosen: true });
    expect(isTicked(never, "withdrawal", undefined), "the story would go out whole").toBe(false);
    expect(isTicked(never, "withdrawal", true)).toBe(false);
    expect(canGo(never, "withdrawal")).toBe(false);
    expect(canGo(row({ intent: "nothing" }), "typo"), "the text says of itself that it is withdrawn").toBe(false);
  });
});
