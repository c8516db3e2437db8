// Lines of the document ↔ blocks of the view. A line is shown as one block, except where the view
// repairs: what merged onto a picture's line is shown as a paragraph after it, and the second use of
// an identifier is not shown. A row remembers for each line how it is shown, so that positions and
// offsets stay exact; repair is never an edit by itself.
import type { Node, Schema } from "prosemirror-model";
import Delta, { type Op } from "quill-delta";
import { blockOf, keyOfBlock } from "../schema/body";
import { isAtom, readKey } from "../schema/key";
import { line as single } from "../schema/line";
import { type Attributes, readMarks, writeMarks } from "../schema/mark";
import { SOFT_BREAK } from "../schema/text";

/** A run of inserted text. */
export interface Run {
  readonly insert: string;
  readonly attributes?: Attributes;
}

/** A line of the document. */
export interface Line {
  /** Its text, without the line break. */
  readonly runs: readonly Run[];
  /** The attributes of its line break, the block key `b` among them. */
  readonly end: Attributes;
  /** Whether there is a line break; a single line has none. */
  readonly closed: boolean;
}

/** How a line is shown. */
export interface Row {
  /** Its UTF-16 units, the line break counted. */
  readonly units: number;
  /** How many blocks show it: 0 for a repeated identifier, 2 for a picture with text on its line. */
  readonly blocks: 0 | 1 | 2;
  /** Its block key. */
  readonly key: string;
  /** Whether it has no line break: a single line, or the end of a damaged text. */
  readonly open?: true;
  /** The line itself, where its blocks do not tell it. */
  readonly held?: Line;
}

/** Makes an insert; no attributes are no key. */
export function run(insert: string, attributes: Attributes | undefined): Run {
  return attributes && Object.keys(attributes).length > 0 ? { insert, attributes } : { insert };
}

/** The lines of a whole text. In a text of one line a stray line break stands among its runs. */
export function linesOf(schema: Schema, text: Delta): Line[] {
  const lines: Line[] = [];
  let runs: Run[] = [];
  if (schema === single) {
    for (const op of text.ops) if (typeof op.insert === "string") runs.push(run(op.insert, op.attributes));
    return [{ runs, end: {}, closed: false }];
  }
  for (const op of text.ops) {
    if (typeof op.insert !== "string") continue;
    const parts = op.insert.split("\n");
    parts.forEach((part, index) => {
      if (part) runs.push(run(part, op.attributes));
      if (index < parts.length - 1) {
        lines.push({ runs, end: op.attributes ?? {}, closed: true });
        runs = [];
      }
    });
  }
  if (runs.length > 0 || lines.length === 0) lines.push({ runs, end: {}, closed: false });
  return lines;
}

/** A line as inserts. */
export function opsOf(line: Line): Run[] {
  return line.closed ? [...line.runs, run("\n", line.end)] : [...line.runs];
}

/** A block's inline content as inserts. */
export function runsOf(block: Node): Run[] {
  const runs: Run[] = [];
  block.forEach((child) => {
    const text = child.isText ? (child.text ?? "") : child.type.name === "hard_break" ? SOFT_BREAK : "\n";
    runs.push(run(text, writeMarks(child.marks)));
  });
  return runs;
}

/** Inserts as inline content; a line break among them only where lines are not blocks. */
export function inlineOf(schema: Schema, runs: readonly Run[]): Node[] {
  return runs.flatMap(({ insert, attributes }) => {
    const marks = readMarks(schema, attributes);
    return insert
      .split(/([\u2028\n])/)
      .filter((part) => part !== "")
      .map((part) => {
        if (part === SOFT_BREAK) return schema.node("hard_break", null, undefined, marks);
        if (part === "\n") return schema.node("stray_break", null, undefined, marks);
        return schema.text(part, marks);
      });
  });
}

/** The line that a block of the view writes. */
export function lineOfBlock(block: Node): Line {
  if (block.type.schema === single) return { runs: runsOf(block), end: {}, closed: false };
  const key = keyOfBlock(block);
  const extra = block.attrs["extra"] as Attributes | null;
  return { runs: runsOf(block), end: key ? { ...extra, b: key } : { ...extra }, closed: true };
}

/** The row of a block that shows its line as it is. */
export function rowOfBlock(block: Node): Row {
  if (block.type.schema === single) return { units: block.content.size, blocks: 1, key: "", open: true };
  return { units: block.content.size + 1, blocks: 1, key: keyOfBlock(block) };
}

/** Whether a key names something that may be shown only once. */
export function isNamed(key: string): boolean {
  return (key.startsWith("figure:") || key.startsWith("embed:")) && isAtom(readKey(key));
}

/** A line as its row and blocks. `shown` holds the identifiers above it, and takes this line's. */
export function show(schema: Schema, line: Line, shown: Set<string>): { row: Row; blocks: Node[] } {
  if (schema === single) {
    const block = single.node("line", null, inlineOf(single, line.runs));
    return { row: rowOfBlock(block), blocks: [block] };
  }
  const { b, ...rest } = line.end;
  const key = typeof b === "string" ? b : "";
  // A block key that is no string comes from nobody we know: kept with the rest.
  const end = b === undefined || typeof b === "string" ? rest : line.end;
  const extra = Object.keys(end).length > 0 ? end : null;
  const kind = readKey(key);
  const text = line.runs.reduce((sum, { insert }) => sum + insert.length, 0);
  const units = text + (line.closed ? 1 : 0);

  const blocks: Node[] = [];
  if (!isAtom(kind)) {
    blocks.push(blockOf(kind, inlineOf(schema, line.runs), extra));
  } else {
    if (!isNamed(key) || !shown.has(key)) blocks.push(blockOf(kind, [], extra));
    if (text > 0) blocks.push(blockOf({ type: "paragraph" }, inlineOf(schema, line.runs), null));
    if (isNamed(key)) shown.add(key);
  }
  const plain = blocks.length === 1 && line.closed && (!isAtom(kind) || text === 0);
  const row = { units, blocks: blocks.length as Row["blocks"], key };
  if (plain) return { row, blocks };
  return { row: { ...row, ...(line.closed ? {} : { open: true as const }), held: line }, blocks };
}

/** The line behind a row, whose first block is `first` (absent where no block shows it). */
export function lineOfRow(row: Row, first: Node | undefined): Line {
  if (row.held) return row.held;
  return first ? lineOfBlock(first) : { runs: [], end: {}, closed: true };
}

/** The identifiers that the rows before `end` name. */
export function namedBefore(rows: readonly Row[], end: number): Set<string> {
  const named = new Set<string>();
  for (const [index, { key }] of rows.entries()) {
    if (index >= end) break;
    if (isNamed(key)) named.add(key);
  }
  return named;
}

/** Inserts as one delta. */
export function deltaOf(ops: Iterable<Op>): Delta {
  const delta = new Delta();
  for (const op of ops) delta.push(op);
  return delta;
}

/** The plain text of a whole text. */
export function plainText(text: Delta): string {
  return text.ops.map((op) => (typeof op.insert === "string" ? op.insert : "")).join("");
}
