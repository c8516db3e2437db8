import { describe, expect, it } from "vitest";
import type { LedgerRow } from "../ipc/generated/LedgerRow";
import type { PublishPlan } from "../ipc/generated/PublishPlan";
import { fateOf, hasArrived } from "./tray";

const row = (name: string, chosen: boolean, intent = "will_publish", more = {}) => ({
  destination: { name },
  chosen,
  intent,
  goes_ms: null,
  was_taken: false,
  moves: null,
  why: null,
  ...more,
});

function fate(change: object) {
  const plan = { refused: null, checks: [], approves_too: false, change: null, rows: [row("Local site", true)] };
  return fateOf({ ...plan, ...change } as unknown as PublishPlan, 0);
}

const check = (severity: string, more = {}) => ({
  key: "k",
  kind: "headline",
  severity,
  arguments: {},
  place: null,
  ignored_by: null,
  fixes: [],
  ...more,
});

describe("a story in a tray that is published", () => {
  it("goes where it usually goes, and nowhere else", () => {
    const rows = [row("Local site", true), row("CMS", false), row("Ghost", true, "look_first")];
    expect(fate({ rows }).goes?.map((one) => one.destination.name)).toEqual(["Local site"]);
  });

  it("stays where a person has to look at it by itself, and says why", () => {
    expect(fate({ checks: [check("blocks")] }).goes).toBeNull();
    expect(fate({ checks: [check("warns")] }).goes).toBeNull();
    expect(fate({ approves_too: true }).goes, "nobody approves ten texts with one tick").toBeNull();
    const change = { proposed: "correction", weighty: [], is_noted: false, drafts: [] };
    expect(fate({ change }).goes, "readers are told of a correction").toBeNull();
    expect(fate({ rows: [row("Local site", false, "same")] }).goes).toBeNull();
    expect(fate({ checks: [check("blocks")] }).why).not.toBe("");
  });

  it("stays where somebody has set a time, whatever else would go", () => {
    const rows = [row("Local site", false, "will_wait", { goes_ms: 3_600_000 }), row("CMS", true)];
    const kept = fate({ rows });
    expect(kept.goes, "whoever set 18:00 did not mean 15:00").toBeNull();
    expect(kept.why).toContain("by itself");
  });

  it("stays where its address moves, and where it was taken from readers", () => {
    const moves = { from: "bridge", to: "the-bridge", old: "lost" };
    expect(fate({ rows: [row("Ghost", true, "will_update", { moves })] }).goes).toBeNull();
    expect(fate({ rows: [row("Ghost", false, "same", { moves })] }).why).not.toContain("address");
    const taken = fate({ rows: [row("Ghost", false, "will_publish", { was_taken: true })] });
    expect(taken.goes).toBeNull();
    expect(taken.why, "it is not where it should be, and nobody says so").not.toContain("everywhere");
  });

  it("is not kept back by what was let stand, by a slip of the keys, or by the computer's clock", () => {
    expect(fate({ checks: [check("warns", { ignored_by: "Author One" })] }).goes).not.toBeNull();
    expect(fate({ checks: [check("passes")] }).goes).not.toBeNull();
    expect(fate({ checks: [check("warns", { kind: "clock" })] }).goes).not.toBeNull();
    expect(fate({ change: { proposed: "typo", weighty: [], is_noted: false, drafts: [] } }).goes).not.toBeNull();
  });
});

describe("what was sent of a story", () => {
  const rows = (...states: [string, string][]) =>
    states.map(([job, state]) => ({ job, state }) as unknown as LedgerRow);

  it("is where it should be when each of it is, and not before anybody has looked", () => {
    expect(hasArrived(["a", "b"], []), "nobody has read the outbox since").toBe(false);
    expect(hasArrived(["a", "b"], rows(["a", "arrived"]))).toBe(false);
    expect(hasArrived(["a", "b"], rows(["a", "arrived"], ["b", "sending"]))).toBe(false);
    expect(hasArrived(["a", "b"], rows(["a", "arrived"], ["b", "arrived"], ["c", "waiting"]))).toBe(true);
    expect(hasArrived([], [])).toBe(false);
  });
});
