// Words chosen in a comparison → their place in the text as it is now.
import type { BlockDiffView } from "../ipc/generated/BlockDiffView";

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
