// The texts of one line: headline, deck, caption, reader note. They hold no line break; a stray one
// (none of ours writes it) is shown as a sign, so that offsets stay true.
import { Schema } from "prosemirror-model";
import { inlineNodes } from "./body";
import { marks } from "./mark";

/** The schema of a single line. */
export const line = new Schema({
  nodes: {
    doc: { content: "line" },
    line: { content: "inline*", parseDOM: [{ tag: "p" }, { tag: "div" }], toDOM: () => ["p", 0] },
    stray_break: {
      inline: true,
      group: "inline",
      selectable: false,
      toDOM: () => ["span", { class: "stray" }, "\u00a0"],
      leafText: () => "\n",
    },
    ...inlineNodes,
  },
  marks,
});
