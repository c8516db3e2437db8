// What counts as text. Rust refuses a delta with anything else in it (`document::is_dropped`): were
// it dropped there, the client's lengths would differ.

/** The soft break: a new line in the same block. */
export const SOFT_BREAK = "\u2028";

const SURROGATE_ALONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const CONTROL = /[\p{Cc}\u200b\ufeff\u2029\ufff9-\ufffc\ufffe\uffff]/u;

const NOT_TEXT = new RegExp(`${SURROGATE_ALONE.source}|(?:${CONTROL.source})`, "gu");
const NEEDS_CLEANING = new RegExp(`${SURROGATE_ALONE.source}|(?:${CONTROL.source})|${SOFT_BREAK}`, "u");

/** Whether a text node holds something that `cleanText` or a soft break's node must replace. */
export function needsCleaning(text: string): boolean {
  return NEEDS_CLEANING.test(text);
}

/** The text without controls, U+200B, byte order marks and halves of characters; a tab or a line break becomes a space. */
export function cleanText(text: string): string {
  return text.replace(/\r\n|[\t\n\r\v\f]/g, " ").replace(NOT_TEXT, "");
}

/** The lines of plain text, cleaned. A soft break stays in its line. */
export function cleanLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\v\f\u2029\u0085]/).map(cleanText);
}
