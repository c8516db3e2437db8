// What a person chose for each place of the three texts, and what that comes to.
import type { MergeChoice } from "../ipc/generated/MergeChoice";
import type { MergeRow } from "../ipc/generated/MergeRow";
import type { MergeTake } from "../ipc/generated/MergeTake";
import type { RunView } from "../ipc/generated/RunView";

/** What is taken of a place; a typed text belongs to "both". */
export interface Taken {
  take: MergeTake;
  text: string | null;
}

/** By the row's place in the list. */
export type Choices = Readonly<Record<number, Taken>>;

/** The rows that a person sees, with their places in the list. */
export function shown(rows: readonly MergeRow[]): { row: MergeRow; at: number }[] {
  return rows.map((row, at) => ({ row, at })).filter(({ row }) => row.standing !== "same");
}

/** What is taken of a row now; `null`: somebody must choose. */
export function takenOf(row: MergeRow, choice: Taken | undefined): Taken | null {
  if (choice) return choice;
  if (row.standing === "open") return null;
  return { take: row.standing === "only_theirs" ? "theirs" : "mine", text: null };
}

/** The words of a side: what was there before and is gone is not among them. */
export function wordsOf(runs: readonly RunView[] | null): string {
  return (runs ?? [])
    .filter((run) => run.fate !== "removed")
    .map((run) => run.text)
    .join("");
}

/** What readers will get of a row; `null`: nobody has chosen. */
export function readersGet(row: MergeRow, choice: Taken | undefined): string | null {
  const taken = takenOf(row, choice);
  if (!taken) return null;
  if (taken.take === "both") return taken.text ?? row.both;
  return wordsOf(taken.take === "mine" ? row.mine : row.theirs);
}

/** How many rows wait for a choice. */
export function openCount(rows: readonly MergeRow[], choices: Choices): number {
  return rows.filter((row, at) => takenOf(row, choices[at]) === null).length;
}

/** The choices as the core takes them. */
export function toldOf(choices: Choices): MergeChoice[] {
  return Object.entries(choices).map(([row, { take, text }]) => ({ row: Number(row), take, text }));
}
