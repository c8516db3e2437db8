// Words chosen in a comparison → their place in the text as it is now.
import type { BlockDiffView } from "../ipc/generated/BlockDiffView";
import type { RangeView } from "../ipc/generated/RangeView";
import type { RunView } from "../ipc/generated/RunView";

/** How the story is shown: what changed in one column or in two, or who wrote what. */
export type View = "inline" | "sides" | "authors";

/** A stretch of the body, in UTF-16 units. */
export interface Stretch {
  /** From. */
  from: number;
  /** To. */
  to: number;
}

/** A block as it is now; `null`: it is no more. */
function nowOf(block: BlockDiffView): string | null {
  if (block.fate === "removed" || block.passage === "moved_away") return null;
  return block.runs.map((run) => (run.fate === "removed" ? "" : run.text)).join("");
}

/**
 * Where the words `chosen` stand in `body`. They are looked for at `at` units into block `block`; where the body says
 * something else there, anywhere, if they stand there once. `null`: that cannot be told.
 */
export function stretchOf(
  body: string,
  blocks: readonly BlockDiffView[],
  block: number,
  at: number,
  chosen: string,
): Stretch | null {
  if (chosen === "") return null;
  const before = blocks.slice(0, block).reduce((sum, each) => {
    const text = nowOf(each);
    return text === null ? sum : sum + text.length + 1;
  }, 0);
  const from = before + at;
  if (body.slice(from, from + chosen.length) === chosen) return { from, to: from + chosen.length };
  const only = body.indexOf(chosen);
  return only !== -1 && body.indexOf(chosen, only + 1) === -1 ? { from: only, to: only + chosen.length } : null;
}

/** The block in which a place of the body stands now; `null`: it is not there. */
export function blockAt(blocks: readonly BlockDiffView[], at: number): number | null {
  let from = 0;
  for (const [nth, block] of blocks.entries()) {
    const text = nowOf(block);
    if (text === null) continue;
    if (at <= from + text.length) return nth;
    from += text.length + 1;
  }
  return null;
}

/** Words that a comment is on, in units of a block as it is now. */
export interface Commented extends Stretch {
  /** The thread. */
  thread: string;
}

/** A run, or what is left of one between the edges of comments. */
export interface Piece extends RunView {
  /** The run's place in its block. */
  nth: number;
  /** The comment that is on it. */
  thread: string | null;
}

/** Nothing is commented on: always the same, so that nothing is drawn again for it. */
const NONE: ReadonlyMap<number, Commented[]> = new Map();

/**
 * What is commented on, by block. A comparison leaves out what is only suggested, so a comment's words may stand a little
 * before their place in `body`: they are looked for nearest to it.
 */
export function commentedIn(
  blocks: readonly BlockDiffView[],
  body: string,
  threads: readonly { id: string; places: readonly RangeView[] }[],
): ReadonlyMap<number, Commented[]> {
  if (threads.length === 0) return NONE;
  const found = new Map<number, Commented[]>();
  const starts: { nth: number; from: number; to: number }[] = [];
  let text = "";
  for (const [nth, block] of blocks.entries()) {
    const now = nowOf(block);
    if (now === null) continue;
    starts.push({ nth, from: text.length, to: text.length + now.length });
    text += `${now}\n`;
  }
  for (const { id, places } of threads) {
    for (const { container, from, to } of places) {
      const words = container === "body" ? body.slice(from, to) : "";
      if (words === "") continue;
      const [before, after] = [text.lastIndexOf(words, from), text.indexOf(words, from)];
      const at = before === -1 || (after !== -1 && after - from < from - before) ? after : before;
      if (at === -1) continue;
      for (const block of starts) {
        const [begin, end] = [Math.max(at, block.from), Math.min(at + words.length, block.to)];
        if (begin >= end) continue;
        const here = found.get(block.nth) ?? [];
        here.push({ thread: id, from: begin - block.from, to: end - block.from });
        found.set(block.nth, here);
      }
    }
  }
  return found.size > 0 ? found : NONE;
}

/** Runs, cut where a comment begins or ends. */
export function piecesOf(runs: readonly RunView[], comments: readonly Commented[] = []): Piece[] {
  let at = 0;
  return runs.flatMap((run, nth) => {
    if (run.fate === "removed" || comments.length === 0) {
      if (run.fate !== "removed") at += run.text.length;
      return [{ ...run, nth, thread: null }];
    }
    const end = at + run.text.length;
    const edges = comments.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > at && edge < end);
    const cuts = [at, ...new Set(edges.sort((a, b) => a - b)), end];
    const pieces = cuts.slice(1).map((to, index) => {
      const from = cuts[index] ?? at;
      const on = comments.find((one) => one.from <= from && to <= one.to);
      return { ...run, text: run.text.slice(from - at, to - at), nth, thread: on?.thread ?? null };
    });
    at = end;
    return pieces.filter(({ text }) => text !== "");
  });
}

/** The words of a piece of the page that stand in the text as it is now. */
function standing(range: Range): string {
  const piece = range.cloneContents();
  for (const other of piece.querySelectorAll("del, .what, .marks, .sr")) other.remove();
  return piece.textContent ?? "";
}

/** What is chosen on the page: in which block, how far into it, which words. `null`: nothing, or more than a block. */
export function chosenIn(pane: HTMLElement): { block: number; at: number; chosen: string } | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const blockOf = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-block]");
  const block = blockOf(range.startContainer);
  if (!block || !pane.contains(block) || blockOf(range.endContainer) !== block) return null;
  const ahead = document.createRange();
  ahead.setStart(block, 0);
  ahead.setEnd(range.startContainer, range.startOffset);
  return { block: Number(block.dataset["block"]), at: standing(ahead).length, chosen: standing(range) };
}
