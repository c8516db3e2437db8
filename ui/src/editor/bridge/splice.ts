// The delta from one short text to another. What an edit's own step says (how much before and after
// it stayed) decides where in a run of equal letters the change is.
import Delta, { AttributeMap, type Op, OpIterator } from "quill-delta";
import type { Run } from "./row";

/** How many units at the start and at the end are known to have stayed. */
export interface Kept {
  readonly before: number;
  readonly after: number;
}

const textOf = (runs: readonly Run[]): string => runs.map(({ insert }) => insert).join("");

const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** Retains `units` of both, with the attributes that differ. */
function align(delta: Delta, old: OpIterator, now: OpIterator, units: number): void {
  for (let left = units; left > 0;) {
    const length = Math.min(left, old.peekLength(), now.peekLength());
    const before = old.next(length).attributes;
    const after = now.next(length).attributes;
    const same = before === after || (before === undefined && after === undefined);
    delta.retain(length, same ? undefined : AttributeMap.diff(before, after));
    left -= length;
  }
}

function skip(iterator: OpIterator, units: number): Op[] {
  const ops: Op[] = [];
  for (let left = units; left > 0;) {
    const op = iterator.next(Math.min(left, iterator.peekLength()));
    ops.push(op);
    left -= typeof op.insert === "string" ? op.insert.length : left;
  }
  return ops;
}

/** How far two texts agree from `from` on, up to `limit` units, whole characters only. */
function agreeForward(a: string, b: string, from: number, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(from + n) === b.charCodeAt(from + n)) n++;
  return n > 0 && (isLow(a, from + n) || isLow(b, from + n)) ? n - 1 : n;
}

function agreeBackward(a: string, b: string, fromA: number, fromB: number, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(fromA - n - 1) === b.charCodeAt(fromB - n - 1)) n++;
  return n > 0 && (isLow(a, fromA - n) || isLow(b, fromB - n)) ? n - 1 : n;
}

/**
 * The delta from `old` to `now`, with neither of the two pieces at a character's inside.
 *
 * `final` says that `old` ends with the text's final line break, which is never deleted.
 */
export function splice(old: readonly Run[], now: readonly Run[], kept: Kept | null, final: boolean): Delta {
  const a = textOf(old);
  const b = textOf(now);
  const shorter = Math.min(a.length, b.length);
  const ends = final && a.endsWith("\n") && b.endsWith("\n") ? 1 : 0;
  let before = Math.min(kept?.before ?? 0, shorter - ends);
  let after = Math.min(Math.max(kept?.after ?? 0, ends), shorter - before);
  const delta = new Delta();
  const from = new OpIterator(old as Op[]);
  const to = new OpIterator(now as Op[]);

  if (kept && after === 1 && a.endsWith("\n")) {
    const goes = a.length - before - 1;
    const comes = b.length - before - 1;
    // Enter at a line's end: the line keeps its own line break, the new line brings one.
    if (comes > 0 && b[before] === "\n") {
      align(delta, from, to, before);
      skip(from, goes);
      delta.delete(goes);
      align(delta, from, to, 1);
      for (const op of skip(to, comes)) delta.push(op);
      return delta.chop();
    }
    // An empty line joins the one before: again the line keeps its own line break.
    if (goes > 0 && comes === 0 && a[before] === "\n" && !final) {
      align(delta, from, to, before + 1);
      return delta.delete(goes).chop();
    }
  }

  before += agreeForward(a, b, before, shorter - before - after);
  after += agreeBackward(a, b, a.length - after, b.length - after, shorter - before - after);
  const goes = a.length - before - after;
  const comes = b.length - before - after;
  align(delta, from, to, before);
  skip(from, goes);
  for (const op of skip(to, comes)) delta.push(op);
  delta.delete(goes);
  align(delta, from, to, after);
  return delta.chop();
}
