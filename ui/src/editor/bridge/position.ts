// ProseMirror positions ↔ UTF-16 offsets, exact under repair.
import type { Node } from "prosemirror-model";
import type { Row } from "./row";

/** Where a row stands: its number, its first unit, its first block and that block's position. */
export interface Place {
  readonly row: number;
  readonly offset: number;
  readonly block: number;
  readonly pos: number;
}

/** The view of a text: what is shown, and how each line is shown. */
export interface View {
  readonly doc: Node;
  readonly rows: readonly Row[];
}

/** Walks the rows in order; stops where `at` says so, else gives the place after the last row. */
function walk({ doc, rows }: View, at: (place: Place, row: Row, size: number) => boolean): Place {
  let place: Place = { row: 0, offset: 0, block: 0, pos: 0 };
  for (const row of rows) {
    let size = 0;
    for (let block = 0; block < row.blocks; block++) size += doc.child(place.block + block).nodeSize;
    if (at(place, row, size)) return place;
    place = {
      row: place.row + 1,
      offset: place.offset + row.units,
      block: place.block + row.blocks,
      pos: place.pos + size,
    };
  }
  return place;
}

/** The row that holds the unit at an offset; for the text's end the place after the last row, unless that is open. */
export function placeOfOffset(view: View, offset: number): Place {
  return walk(view, (place, row) => offset < place.offset + row.units || row.open === true);
}

/** The row that shows a block, by the block's index. */
export function placeOfBlock(view: View, block: number): Place {
  return walk(view, (place, row) => block < place.block + row.blocks);
}

/** The place of a row. */
export function placeOfRow(view: View, row: number): Place {
  return walk(view, (place) => place.row === row);
}

/** The number of units of a text. */
export function unitsOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.units, 0);
}

/** The offset of a position. A position between blocks is the start of the line that follows it. */
export function offsetOf(view: View, pos: number): number {
  const place = walk(view, (at, row, size) => row.blocks > 0 && pos < at.pos + size);
  const row = view.rows[place.row];
  if (!row || pos <= place.pos) return place.offset;
  // In the row's text, which its last block shows; between a picture and its stray text is the text's start.
  const last = place.block + row.blocks - 1;
  let start = place.pos;
  for (let block = place.block; block < last; block++) start += view.doc.child(block).nodeSize;
  return place.offset + Math.min(Math.max(pos - start - 1, 0), view.doc.child(last).content.size);
}

/** The position of an offset; of a line that is not shown, the place where it would be. */
export function posOf(view: View, offset: number): number {
  const place = placeOfOffset(view, offset);
  const row = view.rows[place.row];
  if (!row || row.blocks === 0) return place.pos;
  const last = place.block + row.blocks - 1;
  let start = place.pos;
  for (let block = place.block; block < last; block++) start += view.doc.child(block).nodeSize;
  const block = view.doc.child(last);
  if (!block.isTextblock) return start;
  return start + 1 + Math.min(offset - place.offset, block.content.size);
}
