import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/** Shows what belongs here while nothing is written. */
export function placeholder(text: () => string): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const only = doc.childCount === 1 ? doc.child(0) : null;
        if (!only?.isTextblock || only.isAtom || only.content.size > 0) return null;
        return DecorationSet.create(doc, [
          Decoration.node(0, only.nodeSize, { class: "placeholder", "data-placeholder": text() }),
        ]);
      },
    },
  });
}
