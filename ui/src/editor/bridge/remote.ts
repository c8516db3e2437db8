// Somebody else's delta → the transaction that shows it. Each place that changed is a small step of
// its own, so that selection, undo and decorations are carried along by mapping.
import { Fragment, type Node } from "prosemirror-model";
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "prosemirror-state";
import { ReplaceStep, type Transform } from "prosemirror-transform";
import Delta, { type Op } from "quill-delta";
import { reachOf } from "./final";
import { type Place, type View, offsetOf, placeOfOffset, placeOfRow, posOf } from "./position";
import { type Row, deltaOf, isNamed, lineOfRow, linesOf, namedBefore, opsOf, show } from "./row";

/** One place that changed: at an offset of the text as changed so far. */
interface Hunk {
  readonly at: number;
  readonly ops: readonly Op[];
  /** Whether only attributes change. */
  readonly dress: boolean;
}

function hunksOf(delta: Delta): Hunk[] {
  const hunks: { at: number; ops: Op[]; dress: boolean }[] = [];
  let at = 0;
  let open = false;
  for (const op of delta.ops) {
    const retain = typeof op.retain === "number";
    const plain = retain && !op.attributes;
    const last = hunks[hunks.length - 1];
    if (plain) open = false;
    else if (open && last?.dress === retain) last.ops.push(op);
    else {
      hunks.push({ at, ops: [op], dress: retain });
      open = true;
    }
    if (typeof op.insert === "string") at += op.insert.length;
    else if (typeof op.retain === "number") at += op.retain;
  }
  return hunks;
}

/** A view that is being changed: the transform holds its document. */
class Patch {
  constructor(
    readonly tr: Transform,
    public rows: readonly Row[],
  ) {}

  get view(): View {
    return { doc: this.tr.doc, rows: this.rows };
  }

  hunk({ at, ops, dress }: Hunk): void {
    const reach = reachOf(new Delta([...ops]));
    const from = placeOfOffset(this.view, at);
    const until = placeOfOffset(this.view, dress ? at + reach - 1 : at + reach);
    const end = Math.min(until.row + 1, this.rows.length);
    const old = deltaOf(this.lines(from, end).flatMap(opsOf));
    const now = old.compose(new Delta().retain(at - from.offset).concat(new Delta([...ops])));
    const shown = namedBefore(this.rows, from.row);
    const nothing = now.length() === 0 && end - from.row < this.rows.length;
    const schema = this.tr.doc.type.schema;
    const lines = nothing ? [] : linesOf(schema, now).map((line) => show(schema, line, shown));
    this.replace(
      from,
      end,
      lines.map(({ row }) => row),
      lines.flatMap(({ blocks }) => blocks),
      dress,
    );
  }

  /** Shows again what a change elsewhere made the first or the second use of its identifier. */
  settle(): void {
    const shown = new Set<string>();
    for (let index = 0; index < this.rows.length; index++) {
      const row = this.rows[index] as Row;
      if (!isNamed(row.key)) continue;
      const second = shown.has(row.key);
      shown.add(row.key);
      const text = row.units > 1;
      if (row.blocks === (second ? 0 : 1) + (text ? 1 : 0)) continue;
      const place = placeOfRow(this.view, index);
      const [line] = this.lines(place, index + 1);
      if (!line) continue;
      const again = show(this.tr.doc.type.schema, line, new Set(second ? [row.key] : []));
      this.replace(place, index + 1, [again.row], again.blocks, false);
    }
  }

  private lines(from: Place, end: number) {
    let block = from.block;
    return this.rows.slice(from.row, end).map((row) => {
      const line = lineOfRow(row, row.blocks > 0 ? this.tr.doc.child(block) : undefined);
      block += row.blocks;
      return line;
    });
  }

  private replace(from: Place, end: number, rows: readonly Row[], blocks: readonly Node[], dress: boolean): void {
    const until = placeOfRow(this.view, end);
    const old: Node[] = [];
    for (let block = from.block; block < until.block; block++) old.push(this.tr.doc.child(block));
    if (dress && old.length === blocks.length && old.every((block, index) => sameText(block, blocks[index]))) {
      let pos = from.pos;
      for (const [index, block] of old.entries()) {
        this.dress(pos, block, blocks[index] as Node);
        pos += block.nodeSize;
      }
    } else {
      this.swap(from.pos, old, blocks);
    }
    this.rows = [...this.rows.slice(0, from.row), ...rows, ...this.rows.slice(end)];
  }

  /** The same text in other dress: marks and the block's kind, with no text replaced. */
  private dress(pos: number, old: Node, now: Node): void {
    this.markup(pos, old, now);
    let at = pos + 1;
    let offset = 0;
    now.forEach((child) => {
      // What was marked otherwise may lie in several pieces.
      for (let left = child.nodeSize; left > 0;) {
        const piece = old.childAfter(offset);
        const length = piece.node ? Math.min(left, piece.offset + piece.node.nodeSize - offset) : left;
        const marks = piece.node?.marks ?? [];
        for (const mark of marks) if (!mark.isInSet(child.marks)) this.tr.removeMark(at, at + length, mark);
        for (const mark of child.marks) if (!mark.isInSet(marks)) this.tr.addMark(at, at + length, mark);
        left -= length;
        offset += length;
        at += length;
      }
    });
  }

  private markup(pos: number, old: Node, now: Node): void {
    if (!old.hasMarkup(now.type, now.attrs)) this.tr.setNodeMarkup(pos, now.type, now.attrs);
  }

  /** Replaces blocks by others, in the smallest step that does it. */
  private swap(pos: number, old: readonly Node[], now: readonly Node[]): void {
    const [first, then] = [old[0], now[0]];
    // Lines that join keep the first one's text in place, whichever kind they end with.
    if (first?.isTextblock && then?.isTextblock && now.length < old.length && !first.hasMarkup(then.type, then.attrs)) {
      this.markup(pos, first, then);
      return this.swap(pos, [then.type.create(then.attrs, first.content), ...old.slice(1)], now);
    }
    const was = Fragment.from([...old]);
    const is = Fragment.from([...now]);
    const start = was.findDiffStart(is);
    if (start === null) return;
    const ends = was.findDiffEnd(is);
    if (!ends) return;
    const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
    const slice = this.tr.doc.type.create(null, is).slice(start, ends.b + overlap);
    this.tr.step(new ReplaceStep(pos + start, pos + ends.a + overlap, slice));
  }
}

function sameText(old: Node, now: Node | undefined): boolean {
  if (!now || old.isTextblock !== now.isTextblock) return false;
  if (!old.isTextblock) return old.hasMarkup(now.type, now.attrs);
  const leaf = (node: Node) => (node.type.name === "hard_break" ? "\u2028" : "\ufffc");
  const text = (node: Node) => node.textBetween(0, node.content.size, null, leaf);
  return old.content.size === now.content.size && text(old) === text(now);
}

/** Where an offset is after a delta; a line that comes in exactly there goes before it, a word after. */
export function moveOffset(delta: Delta, offset: number): number {
  let at = 0;
  let moved = offset;
  for (const op of delta.ops) {
    if (at > moved) break;
    if (typeof op.insert === "string") {
      if (at < moved || op.insert.includes("\n")) moved += op.insert.length;
      at += op.insert.length;
    } else if (op.delete) moved -= Math.min(op.delete, moved - at);
    else if (typeof op.retain === "number") at += op.retain;
  }
  return moved;
}

/** Carries a selection over a delta by offsets, which no form of step can bend. */
export function carrySelection(before: View, selection: Selection, after: View, delta: Delta): Selection {
  const carry = (pos: number) => posOf(after, moveOffset(delta, offsetOf(before, pos)));
  if (selection instanceof NodeSelection) {
    const pos = carry(selection.from);
    const node = after.doc.nodeAt(pos);
    if (node?.type === selection.node.type && NodeSelection.isSelectable(node))
      return NodeSelection.create(after.doc, pos);
  }
  const $anchor = after.doc.resolve(carry(selection.anchor));
  const $head = after.doc.resolve(carry(selection.head));
  return $anchor.parent.inlineContent && $head.parent.inlineContent
    ? new TextSelection($anchor, $head)
    : Selection.near($head);
}

/** A change of the view, and the rows after it. */
export interface Shown {
  readonly tr: Transaction;
  readonly rows: readonly Row[];
}

/** The transaction that shows a delta. */
export function writeRemote(state: EditorState, before: View, delta: Delta): Shown {
  const tr = state.tr;
  const patch = new Patch(tr, before.rows);
  for (const hunk of hunksOf(delta)) patch.hunk(hunk);
  patch.settle();
  const selection = carrySelection(before, state.selection, patch.view, delta);
  if (!selection.eq(tr.selection)) tr.setSelection(selection);
  return { tr: tr.setStoredMarks(state.storedMarks), rows: patch.rows };
}

/** The transaction that repairs the view after a person's own edit; `null` where nothing is to repair. */
export function writeRepair(state: EditorState, rows: readonly Row[]): Shown | null {
  const patch = new Patch(state.tr, rows);
  patch.settle();
  return patch.rows === rows ? null : { tr: patch.tr as Transaction, rows: patch.rows };
}
