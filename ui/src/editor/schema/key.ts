// The block key `b`: what a line is, in the one textual form that it has everywhere.

/** A list's kind. */
export type ListKind = "ul" | "ol";

/** How deep lists go. */
export const DEEPEST_LEVEL = 6;

/** A block key, read. */
export type Kind =
  | { readonly type: "paragraph" | "quote" | "pullquote" | "source" | "rule" }
  | { readonly type: "heading"; readonly level: 2 | 3 }
  | { readonly type: "list_item"; readonly kind: ListKind; readonly level: number }
  | { readonly type: "figure" | "embed"; readonly id: string }
  | { readonly type: "locked"; readonly key: string };

const ID = /^[0-9a-f]{32}$/;
const LIST_ITEM = /^li:(ul|ol):([1-6])$/;

/** Reads a block key; never fails, since an unknown one is kept. */
export function readKey(key: string): Kind {
  switch (key) {
    case "":
      return { type: "paragraph" };
    case "quote":
    case "pullquote":
    case "source":
    case "rule":
      return { type: key };
    case "h:2":
      return { type: "heading", level: 2 };
    case "h:3":
      return { type: "heading", level: 3 };
  }
  const item = LIST_ITEM.exec(key);
  if (item) return { type: "list_item", kind: item[1] as ListKind, level: Number(item[2]) };
  for (const type of ["figure", "embed"] as const) {
    const id = key.startsWith(`${type}:`) ? key.slice(type.length + 1) : "";
    if (ID.test(id)) return { type, id };
  }
  return { type: "locked", key };
}

/** Writes a block key. */
export function writeKey(kind: Kind): string {
  switch (kind.type) {
    case "paragraph":
      return "";
    case "heading":
      return `h:${kind.level}`;
    case "list_item":
      return `li:${kind.kind}:${kind.level}`;
    case "figure":
    case "embed":
      return `${kind.type}:${kind.id}`;
    case "locked":
      return kind.key;
    default:
      return kind.type;
  }
}

/** Whether a line of this kind is shown as one thing, without text of its own. */
export function isAtom(kind: Kind): boolean {
  return kind.type === "figure" || kind.type === "embed" || kind.type === "rule";
}
