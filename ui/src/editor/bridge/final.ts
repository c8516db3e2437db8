// The final line break of the body is never deleted.
import Delta, { AttributeMap } from "quill-delta";
import type { Attributes } from "../schema/mark";
import { diffWhole } from "./diff";

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

/** The comparison of two texts; of lines, the final line break stays. */
export function diffKeepingFinal(old: Delta, now: Delta, lines: boolean): Delta {
  const ends = [old, now].map((text) => {
    const last = text.ops[text.ops.length - 1];
    return typeof last?.insert === "string" && last.insert.endsWith("\n") ? last : null;
  });
  const [before, after] = ends;
  if (!lines || !before || !after) return diffWhole(old, now);
  const head = (text: Delta) => text.slice(0, text.length() - 1);
  const change = diffWhole(head(old), head(now));
  return change
    .retain(old.length() - 1 - reachOf(change))
    .retain(1, AttributeMap.diff(before.attributes, after.attributes))
    .chop();
}
