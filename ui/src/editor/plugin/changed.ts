// Which blocks a change made or altered. Documents share what did not change, so blocks are compared
// by identity: the cost is a glance a block, whatever their text.
import type { Node } from "prosemirror-model";

/** The blocks of `now` that are not in `old` at the same end, as positions; `null` for none. */
export function changedBlocks(old: Node, now: Node): { from: number; to: number } | null {
  if (old === now) return null;
  const shorter = Math.min(old.childCount, now.childCount);
  let first = 0;
  let from = 0;
  while (first < shorter && old.child(first) === now.child(first)) from += now.child(first++).nodeSize;
  let last = 0;
  let to = now.content.size;
  while (last < shorter - first && old.child(old.childCount - 1 - last) === now.child(now.childCount - 1 - last)) {
    to -= now.child(now.childCount - 1 - last++).nodeSize;
  }
  return from < to ? { from, to } : null;
}
