// The final line break of the body is never deleted.
import Delta, { AttributeMap } from "quill-delta";
import type { Attributes } from "../schema/mark";

/** How many units of the text before it a delta speaks of. */
export function reachOf(delta: Delta): number {
  return delta.ops.reduce((sum, op) => sum + (typeof op.retain === "number" ? op.retain : (op.delete ?? 0)), 0);
}

/**
 * The same delta, with the final line break of a text of `units` units kept in its place. Each edit
 * keeps it; composed, edits may seem to delete it, where lines were added below and joined above.
 * `end` gives the final line break's attributes.
 */
export function keepFinal(delta: Delta, units: number, end: () => Attributes): Delta {
  const last = delta.ops[delta.ops.length - 1];
  const before = delta.ops[delta.ops.length - 2];
  if (typeof last?.delete !== "number" || reachOf(delta) !== units) return delta;
  if (typeof before?.insert !== "string" || !before.insert.endsWith("\n")) return delta;
  const kept = new Delta(delta.ops.slice(0, -2));
  return kept
    .insert(before.insert.slice(0, -1), before.attributes)
    .delete(last.delete - 1)
    .retain(1, AttributeMap.diff(end(), before.attributes ?? {}))
    .chop();
}
