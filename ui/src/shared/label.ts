// What a story's states are called, and the colour of their dot. Desk state and live states are two
// axes; what a row says is read off both.
import type { LiveLabel } from "../ipc/generated/LiveLabel";
import type { DeskState } from "../ipc/generated/DeskState";
import type { StoryRow } from "../ipc/generated/StoryRow";
import { ago, clock, listTime, t } from "../l10n";

/** The dot's colour. */
export type Dot = "" | "review" | "back" | "ready" | "live" | "stop";

/** What both kinds of rows (the list's, the facts') have. */
export interface Standing {
  /** The desk state. */
  desk: DeskState;
  /** The label with the public. */
  live: LiveLabel;
  /** Approved once, edited since. */
  changed: boolean;
  /** Whether sending is blocked. */
  held: boolean;
}

/** What a state is called. */
export function standingName(standing: Standing): string {
  if (standing.desk === "spiked" || standing.desk === "archived") return t(`state-${standing.desk}`);
  // Live, approved once and edited since: nobody has sent it on, so it is being updated, not waiting for an editor.
  const isUpdated = standing.desk === "in_review" && standing.changed;
  if (standing.live !== "none" && (standing.desk === "draft" || standing.desk === "ready" || isUpdated))
    return t(`live-${standing.live}`);
  return t(`state-${standing.desk}`);
}

/** Its dot. */
export function dotOf(standing: Standing): Dot {
  if (standing.held) return "stop";
  if (standing.desk === "spiked" || standing.desk === "archived") return "";
  if (standing.desk === "in_review") return "review";
  if (standing.desk === "sent_back") return "back";
  if (standing.live !== "none") return "live";
  return standing.desk === "ready" ? "ready" : "";
}

/** A row's standing. */
export function standingOf(row: StoryRow): Standing {
  return { desk: row.state, live: row.live, changed: row.changed_since_approval, held: row.held };
}

/** The line under a headline in the writer's list. */
export function rowLine(row: StoryRow, now: number): string {
  const parts = [standingName(standingOf(row))];
  if (row.held) parts.push(t("row-held"));
  if (row.state === "sent_back") {
    if (row.note) parts.push(row.note);
    return parts.join(" · ");
  }
  if (row.changed_since_approval) parts.push(t("row-changed-since-approval"));
  if (row.reader) parts.push(t("row-reading", { name: row.reader }));
  if (row.live !== "none" && row.live_since_ms !== null)
    parts.push(t("row-live-since", { time: listTime(row.live_since_ms, now) }));
  if (row.state === "draft" && row.live === "none" && row.reporter) parts.push(row.reporter);
  if (!row.reader) parts.push(t("words", { count: row.words }));
  return parts.join(" · ");
}

/** The line under a headline in the editor's list. */
export function reviewLine(row: StoryRow, now: number): string {
  const parts = [t("row-revision", { number: row.revision })];
  if (row.answers > 0) parts.push(t("row-answers", { count: row.answers }));
  if (row.words_since_read === null) parts.push(t("row-new-to-you"));
  else if (row.words_since_read > 0) parts.push(t("row-words-since", { count: row.words_since_read }));
  else if (row.answers === 0) parts.push(t("row-nothing-new"));
  if (row.held) parts.push(t("row-held"));
  // Claimed or handed over: the others see by whom and to whom, and may take over all the same.
  if (row.reader && !row.waits_for_me) parts.push(t("row-reading", { name: row.reader }));
  else if (row.editor && !row.waits_for_me) parts.push(t("row-for", { name: row.editor }));
  if (row.waiting_since_ms !== null) parts.push(t("row-waits", { time: ago(row.waiting_since_ms, now) }));
  return parts.join(" · ");
}

/** When it is due, where that says something. */
export function dueLine(row: StoryRow, now: number): string | null {
  if (row.due_ms === null) return null;
  const time = clock(row.due_ms);
  return isOverdue(row, now) ? t("row-overdue", { time }) : t("row-due", { time });
}

/** Whether its deadline has passed while it waits for somebody here. */
export function isOverdue(row: StoryRow, now: number): boolean {
  return row.due_ms !== null && row.due_ms < now && row.live === "none";
}
