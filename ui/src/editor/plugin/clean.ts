// Typed or pasted, text is cleaned before it is sent: the core refuses a delta with controls in it.
import { Plugin } from "prosemirror-state";
import { isShown } from "../bridge/bridge";
import { SOFT_BREAK, cleanText, needsCleaning } from "../schema/text";
import { changedBlocks } from "./changed";

/** Drops what is no text from what the person's own transactions brought. */
export function clean(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged && !isShown(tr))) return null;
      const range = changedBlocks(before.doc, state.doc);
      if (!range) return null;
      const tr = state.tr;
      state.doc.nodesBetween(range.from, range.to, (node, pos) => {
        if (!node.isText || !node.text || !needsCleaning(node.text)) return;
        const parts = node.text.split(SOFT_BREAK).map(cleanText);
        const nodes = parts.flatMap((part, index) => [
          ...(index > 0 ? [state.schema.node("hard_break", null, undefined, node.marks)] : []),
          ...(part ? [state.schema.text(part, node.marks)] : []),
        ]);
        const from = tr.mapping.map(pos);
        tr.replaceWith(from, from + node.nodeSize, nodes);
      });
      return tr.docChanged ? tr : null;
    },
  });
}
