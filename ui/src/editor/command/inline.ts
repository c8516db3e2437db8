// How words are set: commands of every text that has marks.
import { toggleMark } from "prosemirror-commands";
import type { MarkType } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";

/** Sets or takes away a mark without a value. */
export function toggle(name: "strong" | "em"): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    return type ? toggleMark(type, null, { includeWhitespace: true })(state, dispatch) : false;
  };
}

/** The stretch around the caret that carries a mark, or the selection. */
function stretch(state: EditorState, type: MarkType): { from: number; to: number } {
  const { from, to, empty, $from } = state.selection;
  if (!empty) return { from, to };
  const parent = $from.parent;
  const mark = type.isInSet($from.marks()) ?? type.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) return { from, to };
  const start = $from.start();
  let first = $from.parentOffset;
  let last = first;
  parent.forEach((child, offset) => {
    if (!mark.isInSet(child.marks)) return;
    const end = offset + child.nodeSize;
    if (offset <= last && end >= first) {
      first = Math.min(first, offset);
      last = Math.max(last, end);
    }
  });
  return { from: start + first, to: start + last };
}

/** Sets a mark with a value on the selection, or on the whole of the one at the caret; `null` takes it away. */
export function setValue(name: "link" | "lang", attr: "href" | "tag", value: string | null): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    if (!type) return false;
    const { from, to } = stretch(state, type);
    if (from === to) return false;
    const tr = state.tr.removeMark(from, to, type);
    if (value !== null) tr.addMark(from, to, type.create({ [attr]: value }));
    dispatch?.(tr);
    return true;
  };
}

/** The address of the link at the caret or in the selection. */
export function linkAt(state: EditorState): string | null {
  const type = state.schema.marks["link"];
  if (!type) return null;
  const { from, to } = stretch(state, type);
  let href: string | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    const mark = type.isInSet(node.marks);
    if (mark && href === null) href = String(mark.attrs["href"]);
  });
  return href;
}

/** A new line in the same block. */
export const softBreak: Command = (state, dispatch) => {
  const type = state.schema.nodes["hard_break"];
  if (!type || !state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(type.create(), true).scrollIntoView());
  return true;
};
