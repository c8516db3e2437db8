import { describe, expect, it } from "vitest";
import type { PublishPlan } from "../ipc/generated/PublishPlan";
import { fateOf } from "./tray";

const row = (name: string, chosen: boolean, intent = "will_publish") => ({ destination: { name }, chosen, intent });

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

  it("is not kept back by what was let stand, by a slip of the keys, or by the computer's clock", () => {
    expect(fate({ checks: [check("warns", { ignored_by: "Author One" })] }).goes).not.toBeNull();
    expect(fate({ checks: [check("passes")] }).goes).not.toBeNull();
    expect(fate({ checks: [check("warns", { kind: "clock" })] }).goes).not.toBeNull();
    expect(fate({ change: { proposed: "typo", weighty: [], is_noted: false, drafts: [] } }).goes).not.toBeNull();
  });
});
