// A transaction of the person's own → the delta that says the same. Taken from its steps, not from a
// comparison of the whole: what a step did not touch is not looked at.
import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";
import Delta, { AttributeMap } from "quill-delta";
import { body } from "../schema/body";
import type { Attributes } from "../schema/mark";
import { composeAll } from "./compose";
import { keepFinal } from "./final";
import { type View, offsetOf, placeOfBlock, placeOfRow, unitsOf } from "./position";
import { type Row, type Run, lineOfBlock, lineOfRow, opsOf, rowOfBlock, run } from "./row";
import { type Kept, splice } from "./splice";

/** What a person's own transaction did. */
export interface Local {
  readonly rows: readonly Row[];
  readonly delta: Delta;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What differs between two documents. They share what did not change, so this looks only at what did. */
function differing(before: Node, after: Node): Range | null {
  const from = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  return from === null || !ends ? null : { from, to: Math.max(from, ends.a + Math.max(0, from - ends.b)) };
}

/** The blocks that a range touches, as indices; empty between two blocks. */
function blocksOf(doc: Node, { from, to }: Range): { first: number; end: number } {
  const at = doc.resolve(from);
  const until = doc.resolve(to);
  const first = at.index(0);
  const end = until.depth > 0 ? until.index(0) + 1 : until.index(0);
  return { first, end: Math.max(first, end) };
}

/** The inserts of rows none of which is repaired. */
function opsOfRows(view: View, first: number, end: number): Run[] {
  const from = placeOfRow(view, first).block;
  return view.rows.slice(first, end).flatMap((_, index) => opsOf(lineOfBlock(view.doc.child(from + index))));
}

/**
 * Writes repaired lines down as they are shown: one line a block. It comes with an edit of such a
 * line, and moves no letter of it.
 */
function writeDown(view: View, first: number, end: number): Local {
  const from = placeOfRow(view, first);
  const delta = new Delta().retain(from.offset);
  const now: Row[] = [];
  let block = from.block;
  for (const row of view.rows.slice(first, end)) {
    const shown = Array.from({ length: row.blocks }, (_, index) => view.doc.child(block + index));
    block += row.blocks;
    now.push(...shown.map(rowOfBlock));
    const { held } = row;
    const last = shown[shown.length - 1];
    if (!held) delta.retain(row.units);
    else if (!last) delta.delete(row.units);
    else {
      for (const atom of shown.slice(0, -1)) for (const op of opsOf(lineOfBlock(atom))) delta.push(op);
      delta.retain(row.units - (held.closed ? 1 : 0));
      const end = lineOfBlock(last).end;
      if (held.closed) delta.retain(1, AttributeMap.diff(held.end, end));
      else delta.push(run("\n", end));
    }
  }
  return { rows: [...view.rows.slice(0, first), ...now, ...view.rows.slice(end)], delta: delta.chop() };
}

/** Reads a range that changed from `view` to `doc`. */
function read(view: View, doc: Node, range: Range, exact: boolean): Local {
  const { rows } = view;
  const grown = doc.childCount - view.doc.childCount;
  const blocks = blocksOf(view.doc, range);

  // Whole lines: a line that two blocks show is read as a whole.
  const start = placeOfBlock(view, blocks.first);
  let first = start.row;
  let end: number;
  if (blocks.end > blocks.first) end = placeOfBlock(view, blocks.end - 1).row + 1;
  else end = start.block < blocks.first ? first + 1 : first;
  let from = placeOfRow(view, first);
  const until = placeOfRow(view, end);
  // Nothing is left of the last lines: the one before them lends its line break, for the final one stays.
  while (end === rows.length && until.block + grown === from.block && first > 0) from = placeOfRow(view, --first);

  if (rows.slice(first, end).some((row) => row.held)) {
    const down = writeDown(view, first, end);
    const then = read({ doc: view.doc, rows: down.rows }, doc, range, exact);
    return { rows: then.rows, delta: down.delta.compose(then.delta) };
  }

  const now: Node[] = [];
  for (let block = from.block; block < until.block + grown; block++) now.push(doc.child(block));
  const kept: Kept | null = exact
    ? { before: offsetOf(view, range.from) - from.offset, after: until.offset - offsetOf(view, range.to) }
    : null;
  const final = end === rows.length && first < end && !rows[end - 1]?.open;
  const written = now.flatMap((block) => opsOf(lineOfBlock(block)));
  const change = splice(opsOfRows(view, first, end), written, kept, final);
  const delta = change.ops.length === 0 ? change : new Delta().retain(from.offset).concat(change);
  return { rows: [...rows.slice(0, first), ...now.map(rowOfBlock), ...rows.slice(end)], delta };
}

/** The attributes of a view's final line break. */
function finalEnd(view: View): Attributes {
  const row = view.rows[view.rows.length - 1];
  return row ? lineOfRow(row, row.blocks > 0 ? (view.doc.lastChild ?? undefined) : undefined).end : {};
}

/** Reads a transaction. */
export function readLocal(before: View, tr: Transaction): Local {
  let { rows } = before;
  const deltas: Delta[] = [];
  const docs = [...tr.docs, tr.doc];
  for (let index = 0; index < tr.steps.length; index++) {
    const from = docs[index] as Node;
    const step = tr.steps[index];
    let range: Range | null;
    if (step instanceof ReplaceStep) {
      range = step.from === step.to && step.slice.size === 0 ? null : { from: step.from, to: step.to };
    } else {
      // Steps that only dress text are read together, of whatever kind they are.
      while (index + 1 < tr.steps.length && !(tr.steps[index + 1] instanceof ReplaceStep)) index++;
      range = differing(from, docs[index + 1] as Node);
    }
    if (!range) continue;
    const local = read({ doc: from, rows }, docs[index + 1] as Node, range, step instanceof ReplaceStep);
    rows = local.rows;
    deltas.push(local.delta);
  }
  const delta = composeAll(deltas);
  const lines = before.doc.type.schema === body;
  return { rows, delta: lines ? keepFinal(delta, unitsOf(before.rows), () => finalEnd(before)) : delta };
}
