// Inline marks. Every attribute of the document has a mark here, known or not, so that none is lost.
import { Mark, type MarkSpec, type Schema } from "prosemirror-model";

/** The attributes of a run of text, as deltas carry them. */
export type Attributes = Record<string, unknown>;

/** Key families of which a run may carry several: the rest of the key is an identifier. */
export const FAMILIES = ["comment", "ins", "del", "fmt", "blk"] as const;

/** A key family. */
export type Family = (typeof FAMILIES)[number];

/** The element of each family: what a reader who listens hears as "inserted" and "deleted" is the element's. */
const ELEMENTS: Record<Family, string> = { comment: "mark", ins: "ins", del: "del", fmt: "span", blk: "span" };

function family(name: Family): MarkSpec {
  return {
    attrs: { id: {}, value: { default: true } },
    inclusive: false,
    excludes: "",
    toDOM: (mark) => [ELEMENTS[name], { class: name, [`data-${name}`]: String(mark.attrs["id"]) }, 0],
  };
}

/** Addresses that a reader may be sent to. */
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|story:[0-9a-f]{32}$)/i;

function hrefOf(href: string | null): { href: string } | false {
  return href !== null && ADDRESS.test(href) ? { href } : false;
}

/** The marks, in the order in which they nest: the first outermost. */
export const marks = {
  comment: family("comment"),
  ins: family("ins"),
  del: family("del"),
  fmt: family("fmt"),
  blk: family("blk"),
  by: {
    attrs: { member: {} },
    inclusive: false,
    toDOM: (mark) => ["span", { "data-by": String(mark.attrs["member"]) }, 0],
  },
  unknown: {
    attrs: { key: {}, value: {} },
    inclusive: false,
    excludes: "",
    toDOM: () => ["span", { class: "unknown" }, 0],
  },
  lang: {
    attrs: { tag: {} },
    inclusive: true,
    parseDOM: [{ tag: "span[lang]", getAttrs: (dom) => ({ tag: dom.getAttribute("lang") }) }],
    toDOM: (mark) => ["span", { lang: String(mark.attrs["tag"]) }, 0],
  },
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      { tag: "a[href]", getAttrs: (dom) => hrefOf(dom.getAttribute("href")) },
      { tag: "span.link[data-href]", getAttrs: (dom) => hrefOf(dom.getAttribute("data-href")) },
    ],
    // No `href`: a press on a link must place the caret, and nothing in the window may navigate.
    toDOM: (mark) => ["span", { class: "link", "data-href": String(mark.attrs["href"]) }, 0],
  },
  em: { inclusive: true, parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strong: { inclusive: true, parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
} satisfies Record<string, MarkSpec>;

const FAMILY_KEY = new RegExp(`^(${FAMILIES.join("|")})_(.+)$`, "s");

/** What a line's break carries: the families on it, with an identifier of each. */
export function familiesOf(attributes: Attributes | null | undefined): Partial<Record<Family, string>> {
  const found: Partial<Record<Family, string>> = {};
  for (const key of Object.keys(attributes ?? {})) {
    const [, name, id] = FAMILY_KEY.exec(key) ?? [];
    if (name && id) found[name as Family] = id;
  }
  return found;
}

function readMark(schema: Schema, key: string, value: unknown): Mark {
  const types = schema.marks as Record<string, { create(attrs?: Attributes): Mark }>;
  const make = (name: string, attrs?: Attributes) =>
    (types[name] as { create(attrs?: Attributes): Mark }).create(attrs);
  if ((key === "strong" || key === "em") && value === true) return make(key);
  if (typeof value === "string") {
    if (key === "lang") return make("lang", { tag: value });
    if (key === "link") return make("link", { href: value });
    if (key === "by") return make("by", { member: value });
  }
  const inFamily = FAMILY_KEY.exec(key);
  if (inFamily?.[1] && inFamily[2]) return make(inFamily[1], { id: inFamily[2], value });
  return make("unknown", { key, value });
}

/** Attributes → marks. */
export function readMarks(schema: Schema, attributes: Attributes | undefined): readonly Mark[] {
  if (!attributes) return Mark.none;
  // Keys in one order, so that equal attributes make equal sets.
  return Object.keys(attributes)
    .sort()
    .reduce<readonly Mark[]>((set, key) => readMark(schema, key, attributes[key]).addToSet(set), Mark.none);
}

/** A mark's key in the document. */
export function keyOf(mark: Mark): string {
  const name = mark.type.name;
  if (name === "unknown") return String(mark.attrs["key"]);
  return (FAMILIES as readonly string[]).includes(name) ? `${name}_${mark.attrs["id"]}` : name;
}

function valueOf(mark: Mark): unknown {
  switch (mark.type.name) {
    case "strong":
    case "em":
      return true;
    case "lang":
      return mark.attrs["tag"];
    case "link":
      return mark.attrs["href"];
    case "by":
      return mark.attrs["member"];
    default:
      return mark.attrs["value"];
  }
}

/** Marks → attributes; `undefined` for none. */
export function writeMarks(set: readonly Mark[]): Attributes | undefined {
  if (set.length === 0) return undefined;
  return Object.fromEntries(set.map((mark) => [keyOf(mark), valueOf(mark)]));
}
