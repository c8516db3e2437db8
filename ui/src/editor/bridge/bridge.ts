// The bridge: an editor's state ↔ deltas of one text. The rows live in a plugin's state, so that they
// always belong to the document beside them.
import type { Schema } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import Delta from "quill-delta";
import { readLocal } from "./local";
import type { View } from "./position";
import { type Shown, writeRemote, writeRepair } from "./remote";
import { type Row, deltaOf, lineOfRow, linesOf, opsOf, show } from "./row";

const key = new PluginKey<readonly Row[]>("bridge");

/** Set on transactions that change the view without the person's doing; holds the rows after it. */
const SHOWN = "copydesk-shown";

/** What each of a person's own transactions wrote. */
const written = new WeakMap<Transaction, Delta>();

/** A whole text as a document, with its rows. */
export function readText(schema: Schema, text: Delta): View {
  const shown = new Set<string>();
  const lines = linesOf(schema, text).map((line) => show(schema, line, shown));
  const blocks = lines.flatMap((line) => line.blocks);
  return { doc: schema.node("doc", null, blocks), rows: lines.map(({ row }) => row) };
}

/** The plugin that keeps the rows; every editor of a text has it, first. */
export function bridge(rows: readonly Row[]): Plugin<readonly Row[]> {
  return new Plugin<readonly Row[]>({
    key,
    state: {
      init: () => rows,
      apply(tr, value, before) {
        const shown = tr.getMeta(SHOWN) as readonly Row[] | undefined;
        if (shown) return shown;
        if (!tr.docChanged) return value;
        const local = readLocal({ doc: before.doc, rows: value }, tr);
        written.set(tr, local.delta);
        return local.rows;
      },
    },
  });
}

/** What an editor shows, with its rows. */
export function viewOf(state: EditorState): View {
  return { doc: state.doc, rows: key.getState(state) ?? [] };
}

/** The text that an editor shows, whole. */
export function contentOf(state: EditorState): Delta {
  let block = 0;
  return deltaOf(
    viewOf(state).rows.flatMap((row) => {
      const line = lineOfRow(row, row.blocks > 0 ? state.doc.child(block) : undefined);
      block += row.blocks;
      return opsOf(line);
    }),
  );
}

function sealed({ tr, rows }: Shown): Transaction {
  return tr.setMeta(SHOWN, rows).setMeta("addToHistory", false);
}

/** Whether a transaction shows somebody else's change, or repairs the view. */
export function isShown(tr: Transaction): boolean {
  return tr.getMeta(SHOWN) !== undefined;
}

/** Applies a transaction. `delta` is what the person wrote by it, with what plugins added. */
export function advance(state: EditorState, tr: Transaction): { state: EditorState; delta: Delta } {
  const applied = state.applyTransaction(tr);
  const delta = applied.transactions.reduce((sum, each) => {
    const own = written.get(each);
    return own ? sum.compose(own) : sum;
  }, new Delta());
  const repair = delta.ops.length > 0 ? writeRepair(applied.state, viewOf(applied.state).rows) : null;
  return { state: repair ? applied.state.apply(sealed(repair)) : applied.state, delta };
}

/** The transaction that shows somebody else's delta: not in the history, and the selection kept. */
export function receive(state: EditorState, delta: Delta): Transaction {
  return sealed(writeRemote(state, viewOf(state), delta));
}
