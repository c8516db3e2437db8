// What a line is: commands of the body.
import type { Attrs, Node } from "prosemirror-model";
import {
  AllSelection,
  type Command,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from "prosemirror-state";
import { DEEPEST_LEVEL, type ListKind } from "../schema/key";

/** Whether a block is text that may be changed here. */
function isOpen(node: Node): boolean {
  return node.isTextblock && !node.isAtom;
}

/** The blocks of the selection that may be changed, with their positions. */
function chosen(doc: Node, { from, to }: { from: number; to: number }): { node: Node; pos: number }[] {
  const blocks: { node: Node; pos: number }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (isOpen(node)) blocks.push({ node, pos });
    return false;
  });
  return blocks;
}

/** Makes a block another kind; what else its line break carries stays. */
function remake(tr: Transaction, pos: number, node: Node, type: string, attrs: Attrs = {}): void {
  const nodeType = tr.doc.type.schema.nodes[type];
  if (nodeType) tr.setNodeMarkup(pos, nodeType, { ...attrs, extra: node.attrs["extra"] });
}

function is(node: Node, type: string, attrs: Attrs): boolean {
  return node.type.name === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
}

/** Makes the chosen lines a kind; where all are of that kind already, paragraphs again. */
export function toggleBlock(type: string, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    if (!state.schema.nodes[type]) return false;
    const blocks = chosen(state.doc, state.selection);
    if (blocks.length === 0) return false;
    const already = blocks.every(({ node }) => is(node, type, attrs));
    if (already && type === "paragraph") return false;
    const tr = state.tr;
    for (const { node, pos } of blocks) {
      if (already) remake(tr, pos, node, "paragraph");
      else if (!is(node, type, attrs)) remake(tr, pos, node, type, attrs);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Makes the chosen lines items of a list; those that are items keep their level. */
export function toggleList(kind: ListKind): Command {
  return (state, dispatch) => {
    if (!state.schema.nodes["list_item"]) return false;
    const blocks = chosen(state.doc, state.selection);
    if (blocks.length === 0) return false;
    const already = blocks.every(({ node }) => is(node, "list_item", { kind }));
    const tr = state.tr;
    for (const { node, pos } of blocks) {
      if (already) remake(tr, pos, node, "paragraph");
      else remake(tr, pos, node, "list_item", { kind, level: Number(node.attrs["level"] ?? 1) });
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Moves items in or out; an outermost one that moves out is a paragraph. */
export function moveLevel(by: 1 | -1): Command {
  return (state, dispatch) => {
    const items = chosen(state.doc, state.selection).filter(({ node }) => node.type.name === "list_item");
    if (items.length === 0) return false;
    const tr = state.tr;
    for (const { node, pos } of items) {
      const level = Number(node.attrs["level"]) + by;
      if (level < 1) remake(tr, pos, node, "paragraph");
      else if (level <= DEEPEST_LEVEL) remake(tr, pos, node, "list_item", { kind: node.attrs["kind"], level });
    }
    if (dispatch && tr.docChanged) dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Puts an atom (a rule, a figure, an embed) where the caret is, with a line to go on writing below it. */
export function insertAtom(type: string, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const { schema, selection } = state;
    const nodeType = schema.nodes[type];
    const paragraph = schema.nodes["paragraph"];
    if (!nodeType || !paragraph) return false;
    const tr = state.tr;
    if (!selection.empty && !(selection instanceof NodeSelection)) tr.deleteSelection();
    const { $to } = tr.selection;
    const block = $to.depth > 0 ? $to.parent : null;
    const empty = block && isOpen(block) && block.content.size === 0;
    let pos: number;
    if (empty) {
      pos = $to.before();
      tr.insert(pos, nodeType.create(attrs));
    } else {
      pos = block ? $to.after() : $to.pos;
      const middle = block && isOpen(block) && $to.parentOffset > 0 && $to.parentOffset < block.content.size;
      if (middle) {
        tr.split($to.pos);
        pos = $to.pos + 1;
      } else if (block && isOpen(block) && $to.parentOffset === 0) pos = $to.before();
      tr.insert(pos, nodeType.create(attrs));
    }
    const after = pos + 1;
    if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** What comes after a line of a kind, when Enter is pressed at its end. */
function nextOf(node: Node): { type: string; attrs: Attrs } {
  switch (node.type.name) {
    case "list_item":
      return { type: "list_item", attrs: { kind: node.attrs["kind"], level: node.attrs["level"] } };
    case "quote":
      return { type: "quote", attrs: {} };
    case "pullquote":
      return { type: "source", attrs: {} };
    default:
      return { type: "paragraph", attrs: {} };
  }
}

/** Enter: a new line. At a line's end the line keeps its line break; an empty item or quote ends its run. */
export const enter: Command = (state, dispatch) => {
  const { schema, selection } = state;
  const paragraph = schema.nodes["paragraph"];
  if (!paragraph) return false;
  if (selection instanceof NodeSelection && selection.node.isBlock) {
    const tr = state.tr.insert(selection.to, paragraph.create());
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)).scrollIntoView());
    return true;
  }
  const block = selection.$from.parent;
  // Of a whole text that is selected no line is the one that the caret is in.
  if (!isOpen(block) && !(selection instanceof AllSelection)) return false;
  if (selection.empty && block.content.size === 0 && block.type !== paragraph) {
    return block.type.name === "list_item" ? moveLevel(-1)(state, dispatch) : toggleBlock("paragraph")(state, dispatch);
  }
  const tr = state.tr;
  if (!selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  if (!isOpen($from.parent)) return false;
  const node = $from.parent;
  const start = $from.before();
  if ($from.parentOffset === node.content.size) {
    const { type, attrs } = nextOf(node);
    tr.insert($from.after(), schema.node(type, attrs));
    tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1));
  } else if ($from.parentOffset === 0) {
    // The text goes down with all that its line is.
    tr.insert(
      start,
      node.type.name === "heading" ? paragraph.create() : node.type.create({ ...node.attrs, extra: null }),
    );
  } else {
    tr.split($from.pos);
    if (node.attrs["extra"] !== null) tr.setNodeAttribute(start, "extra", null);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Backspace at the start of a line that is no paragraph: it becomes one; an inner item moves out. */
export const unmake: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isOpen($from.parent)) return false;
  if ($from.parent.type.name === "list_item") return moveLevel(-1)(state, dispatch);
  if ($from.parent.type.name === "paragraph" || !state.schema.nodes["paragraph"]) return false;
  return toggleBlock("paragraph")(state, dispatch);
};

/** Backspace or Delete beside an atom chooses it first: nobody loses a picture by one key too many. */
export function chooseAtom(dir: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.depth === 0 || !$from.parent.isTextblock) return false;
    if ($from.parentOffset !== (dir < 0 ? 0 : $from.parent.content.size)) return false;
    const pos = dir < 0 ? $from.before() : $from.after();
    const beside = dir < 0 ? state.doc.resolve(pos).nodeBefore : state.doc.resolve(pos).nodeAfter;
    if (!beside?.isAtom || !NodeSelection.isSelectable(beside)) return false;
    const tr = state.tr;
    const at = dir < 0 ? pos - beside.nodeSize : pos;
    // An empty line beside it is what the key takes.
    if ($from.parent.content.size === 0 && state.doc.childCount > 1) {
      tr.delete($from.before(), $from.after());
      tr.setSelection(NodeSelection.create(tr.doc, dir < 0 ? at : $from.before()));
    } else tr.setSelection(NodeSelection.create(tr.doc, at));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Delete or Backspace on a chosen atom: the caret goes to the text beside it. */
export const removeAtom: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.isInline) return false;
  const tr = state.tr;
  const paragraph = state.schema.nodes["paragraph"];
  if (state.doc.childCount === 1 && paragraph) tr.replaceWith(selection.from, selection.to, paragraph.create());
  else tr.delete(selection.from, selection.to);
  dispatch?.(
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(selection.from, tr.doc.content.size)), -1)).scrollIntoView(),
  );
  return true;
};
