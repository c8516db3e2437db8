// The body: flat blocks, one a line of the document. No layout, no nesting; a list is a run of items.
import { type Attrs, type NodeSpec, type Node, Schema } from "prosemirror-model";
import { type Kind, isAtom, readKey, writeKey } from "./key";
import { type Attributes, familiesOf, marks } from "./mark";

/** The attributes of a line's `\n` besides its block key; `null` for none. */
const extra = { extra: { default: null } };

function textblock(spec: NodeSpec): NodeSpec {
  return { content: "inline*", group: "block", ...spec, attrs: { ...spec.attrs, ...extra } };
}

function atom(spec: NodeSpec): NodeSpec {
  return { group: "block", atom: true, selectable: true, draggable: true, ...spec, attrs: { ...spec.attrs, ...extra } };
}

/** What is suggested of a line's break, for the eye: split here, joined here, another kind. */
function sign(node: Node): Record<string, string> {
  const found = familiesOf(node.attrs["extra"] as Attributes | null);
  return Object.fromEntries(
    (["ins", "del", "blk"] as const).flatMap((name) => (found[name] ? [[`data-end-${name}`, found[name]]] : [])),
  );
}

/** The identifier in a key that names one. */
function idOf(key: string): { id: string } | false {
  const kind = readKey(key);
  return "id" in kind ? { id: kind.id } : false;
}

const inline = {
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
    leafText: () => "\n",
  },
} satisfies Record<string, NodeSpec>;

/** The schema of the body. */
export const body = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: textblock({ parseDOM: [{ tag: "p" }], toDOM: (node) => ["p", sign(node), 0] }),
    heading: textblock({
      attrs: { level: { default: 2 } },
      defining: true,
      parseDOM: [
        { tag: "h1", attrs: { level: 2 } },
        { tag: "h2", attrs: { level: 2 } },
        { tag: "h3", attrs: { level: 3 } },
      ],
      toDOM: (node) => [`h${node.attrs["level"]}`, sign(node), 0],
    }),
    quote: textblock({
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: (node) => ["blockquote", sign(node), 0],
    }),
    pullquote: textblock({
      defining: true,
      parseDOM: [{ tag: "aside.pullquote" }],
      toDOM: (node) => ["aside", { class: "pullquote", ...sign(node) }, 0],
    }),
    source: textblock({
      defining: true,
      parseDOM: [{ tag: "p.source", priority: 60 }],
      toDOM: (node) => ["p", { class: "source", ...sign(node) }, 0],
    }),
    list_item: textblock({
      attrs: { kind: { default: "ul" }, level: { default: 1 } },
      defining: true,
      parseDOM: [
        {
          tag: "p.item",
          priority: 60,
          getAttrs: (dom) => {
            const kind = readKey(`li:${dom.dataset["list"]}:${dom.dataset["level"]}`);
            return kind.type === "list_item" ? { kind: kind.kind, level: kind.level } : false;
          },
        },
        { tag: "ol > li", attrs: { kind: "ol", level: 1 } },
        { tag: "li", attrs: { kind: "ul", level: 1 } },
      ],
      toDOM: (node) => [
        "p",
        {
          class: "item",
          "data-list": String(node.attrs["kind"]),
          "data-level": String(node.attrs["level"]),
          ...sign(node),
        },
        0,
      ],
    }),
    rule: atom({ draggable: false, parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] }),
    figure: atom({
      attrs: { id: {} },
      parseDOM: [{ tag: "figure[data-figure]", getAttrs: (dom) => idOf(`figure:${dom.dataset["figure"]}`) }],
      toDOM: (node) => ["figure", { "data-figure": String(node.attrs["id"]) }],
    }),
    embed: atom({
      attrs: { id: {} },
      parseDOM: [{ tag: "div[data-embed]", getAttrs: (dom) => idOf(`embed:${dom.dataset["embed"]}`) }],
      toDOM: (node) => ["div", { class: "embed", "data-embed": String(node.attrs["id"]) }],
    }),
    // A kind from a newer Copydesk: its text is shown, none of it can be changed here.
    locked: textblock({
      attrs: { key: {} },
      atom: true,
      isolating: true,
      selectable: true,
      toDOM: () => ["p", { class: "locked", contenteditable: "false" }, 0],
    }),
    ...inline,
  },
  marks,
});

/** Makes the block of a line. */
export function blockOf(kind: Kind, content: readonly Node[], extra: Attributes | null): Node {
  const { type, ...attrs } = kind;
  return body.node(type, { ...attrs, extra }, isAtom(kind) ? undefined : content);
}

/** What line a block is. */
export function kindOf(node: Node): Kind {
  const { extra: _extra, ...attrs } = node.attrs;
  return { type: node.type.name, ...attrs } as Kind;
}

/** A block's key in the document. */
export function keyOfBlock(node: Node): string {
  return writeKey(kindOf(node));
}

/** Type and attributes of the block that a key stands for. */
export function markupOf(key: string): { type: string; attrs: Attrs } {
  const { type, ...attrs } = readKey(key);
  return { type, attrs };
}

export { inline as inlineNodes };
