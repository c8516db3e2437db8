// Where a story goes, of the places in its sheet.
import type { PlanRow } from "../ipc/generated/PlanRow";
import type { Kind } from "./saying.svelte";

/** Whether a place can be ticked at all: a notice has nothing to say to those who never had the story. */
export function canGo(row: PlanRow, kind: Kind): boolean {
  return row.intent !== "nothing" && (kind !== "withdrawal" || row.may_be_live);
}

/** Whether a place is ticked: as the person said; else a notice goes wherever readers have the story, also where not a
 *  word of it changed, and anything else where it usually goes. */
export function isTicked(row: PlanRow, kind: Kind, ticked: boolean | undefined): boolean {
  return canGo(row, kind) && (ticked ?? (row.chosen || kind === "withdrawal"));
}
