// While one suggests, what is deleted stays in the text, struck through. The keys that delete go past it.
import { type EditorState, Plugin, TextSelection } from "prosemirror-state";

/** The nearest place on one side of the caret that is not suggested to go; `null` where the caret is there. */
function past(state: EditorState, back: boolean): number | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.$cursor) return null;
  const start = selection.$cursor.pos;
  let pos = start;
  for (;;) {
    const $pos = state.doc.resolve(pos);
    const node = back ? $pos.nodeBefore : $pos.nodeAfter;
    if (!node?.marks.some((mark) => mark.type.name === "del")) return pos === start ? null : pos;
    pos += back ? -node.nodeSize : node.nodeSize;
  }
}

/** The plugin. */
export function suggested(isSuggesting: () => boolean): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (!isSuggesting() || (event.key !== "Backspace" && event.key !== "Delete")) return false;
        const pos = past(view.state, event.key === "Backspace");
        if (pos !== null) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)));
        return false;
      },
    },
  });
}
