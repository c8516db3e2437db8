// How a block that is only read is shown: by its block key.

/** The element for a block key. */
export function elementOf(kind: string): string {
  if (kind === "h:2") return "h2";
  if (kind.startsWith("h:")) return "h3";
  if (kind === "quote" || kind === "pullquote") return "blockquote";
  return "p";
}

/** The class for a block key: what stands before its first colon. */
export function classOf(kind: string): string {
  const [name, form, depth] = kind.split(":");
  if (name === "li") return `li ${form === "ol" ? "ol" : "ul"} deep-${Math.min(4, Math.max(1, Number(depth) || 1))}`;
  return name || "p";
}
