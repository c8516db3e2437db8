// The baseline of the paint bench: ProseMirror with nothing in it but paragraphs and the keys that every
// editor has, in the manuscript's face and measure, so that the browser lays out the same lines.
import { baseKeymap } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Schema } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import "../../../ui/src/fonts.css";
import "../../../ui/src/tokens.css";
import "./bare.css";

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: { content: "text*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: {},
  },
});

window.show = (paragraphs) => {
  const doc = schema.node(
    "doc",
    null,
    paragraphs.map((text) => schema.node("paragraph", null, schema.text(text))),
  );
  const state = EditorState.create({ doc, plugins: [history(), keymap(baseKeymap)] });
  new EditorView(document.querySelector("article"), { state });
};
