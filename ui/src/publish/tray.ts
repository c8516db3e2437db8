// Which stories of a tray go together, and why the others do not: whatever needs a person's own look at one story
// keeps that story for its own sheet.
import type { LedgerRow } from "../ipc/generated/LedgerRow";
import type { PlanRow } from "../ipc/generated/PlanRow";
import type { PublishPlan } from "../ipc/generated/PublishPlan";
import { atMinute, t } from "../l10n";
import { checkSentence } from "../shared/checks";
import { said } from "../shared/said";

/** What becomes of a story when its tray is published. */
export type Fate =
  { readonly goes: readonly PlanRow[]; readonly why: null } | { readonly goes: null; readonly why: string };

/** Nobody approves ten texts with one tick: what is not approved stays, and so does what readers must be told of. */
export function fateOf(plan: PublishPlan, now: number): Fate {
  const stays = (why: string): Fate => ({ goes: null, why });
  if (plan.refused) return stays(said(plan.refused));
  const open = plan.checks.filter((check) => !check.ignored_by);
  const blocks = open.find((check) => check.severity === "blocks");
  if (blocks) return stays(checkSentence(blocks, now));
  if (plan.approves_too) return stays(t("publish-tray-unapproved"));
  // Whoever set a time meant that time.
  const time = Math.min(...plan.rows.map((row) => row.goes_ms ?? Infinity));
  if (time < Infinity) return stays(t("publish-tray-scheduled", { time: atMinute(time, now) }));
  const { change } = plan;
  if (change && !change.is_noted && (change.weighty.length > 0 || change.proposed !== "typo")) {
    return stays(t("publish-tray-change"));
  }
  // The clock is no story's own.
  const looks = open.find((check) => check.severity === "warns" && check.kind !== "clock");
  if (looks) return stays(checkSentence(looks, now));
  const goes = plan.rows.filter((row) => row.chosen && row.intent !== "look_first");
  if (goes.some((row) => row.moves)) return stays(t("publish-tray-moves"));
  if (goes.length > 0) return { goes, why: null };
  const look = plan.rows.find((row) => row.intent === "look_first");
  if (look) return stays(look.why ? said(look.why) : t("intent-look-first"));
  return stays(t(plan.rows.some((row) => row.was_taken) ? "publish-tray-taken" : "publish-tray-nowhere"));
}

/** Whether all that was sent of a story is where it should be: each job, and not only those that are known by now. */
export function hasArrived(jobs: readonly string[], rows: readonly LedgerRow[]): boolean {
  const arrived = (job: string) => rows.some((row) => row.job === job && row.state === "arrived");
  return jobs.length > 0 && jobs.every(arrived);
}
