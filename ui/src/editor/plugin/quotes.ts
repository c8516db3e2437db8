// Quotation marks by the language of the text.
import { InputRule } from "prosemirror-inputrules";

const APOSTROPHE = "’";

/** Outer and inner marks. */
export interface QuoteMarks {
  readonly outer: readonly [string, string];
  readonly inner: readonly [string, string];
}

const ENGLISH: QuoteMarks = { outer: ["“", "”"], inner: ["‘", "’"] };
const GUILLEMETS: QuoteMarks = { outer: ["«", "»"], inner: ["“", "”"] };
const LOW: QuoteMarks = { outer: ["„", "“"], inner: ["‚", "‘"] };
const POLISH: QuoteMarks = { outer: ["„", "”"], inner: ["«", "»"] };

const TABLE: Readonly<Record<string, QuoteMarks>> = {
  en: ENGLISH,
  uk: { outer: ["«", "»"], inner: ["„", "“"] },
  ru: { outer: ["«", "»"], inner: ["„", "“"] },
  be: { outer: ["«", "»"], inner: ["„", "“"] },
  fr: { outer: ["«\u202f", "\u202f»"], inner: ["“", "”"] },
  "fr-ch": GUILLEMETS,
  "de-ch": { outer: ["«", "»"], inner: ["‹", "›"] },
  de: LOW,
  cs: LOW,
  sk: LOW,
  lt: LOW,
  bg: { outer: ["„", "“"], inner: ["’", "’"] },
  pl: POLISH,
  ro: POLISH,
  hu: { outer: ["„", "”"], inner: ["»", "«"] },
  hr: POLISH,
  es: GUILLEMETS,
  it: GUILLEMETS,
  pt: ENGLISH,
  "pt-pt": GUILLEMETS,
  el: GUILLEMETS,
  no: GUILLEMETS,
  nb: GUILLEMETS,
  da: { outer: ["»", "«"], inner: ["›", "‹"] },
  sv: { outer: ["”", "”"], inner: ["’", "’"] },
  fi: { outer: ["”", "”"], inner: ["’", "’"] },
  tr: ENGLISH,
  ar: GUILLEMETS,
  zh: ENGLISH,
  "zh-tw": { outer: ["「", "」"], inner: ["『", "』"] },
  ja: { outer: ["「", "」"], inner: ["『", "』"] },
};

/** The marks of a language (BCP 47); English where none is known. */
export function quoteMarks(language: string): QuoteMarks {
  const parts = language.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length--) {
    const marks = TABLE[parts.slice(0, length).join("-")];
    if (marks) return marks;
  }
  return ENGLISH;
}

/** Whether a mark after this text opens: at the start, after a space, a bracket, a dash, another opening mark. */
function opens(before: string, { outer, inner }: QuoteMarks): boolean {
  if (/(?:^|[\s\u2028\ufffc([{</—–-])$/u.test(before)) return true;
  // Which marks open differs: “ closes in German.
  return [outer, inner].some(([open, close]) => open !== close && before.endsWith(open));
}

/** Whether an inner mark was opened in this text and is not closed. */
function isInnerOpen(before: string, { inner: [open, close] }: QuoteMarks): boolean {
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}

/** The rules that turn straight marks into the language's own; one Backspace takes it back. */
export function smartQuotes(language: () => string): InputRule[] {
  const rule = (pattern: RegExp, made: (before: string, match: RegExpMatchArray) => string | null) =>
    new InputRule(pattern, (state, match, start, end) => {
      const $start = state.doc.resolve(start);
      const before = $start.parent.textBetween(0, $start.parentOffset, null, "\ufffc");
      const text = made(before, match);
      return text === null ? null : state.tr.insertText(text, start, end);
    });
  return [
    rule(/"$/, (before) => {
      const marks = quoteMarks(language());
      return marks.outer[opens(before, marks) ? 0 : 1];
    }),
    rule(/'$/, (before) => {
      const marks = quoteMarks(language());
      if (opens(before, marks)) return marks.inner[0];
      // After a letter it may be an apostrophe: it is one, unless there is something to close.
      return isInnerOpen(before, marks) || !/[\p{L}\p{N}]$/u.test(before) ? marks.inner[1] : APOSTROPHE;
    }),
    // What seemed to close stands within a word.
    rule(/(\S)(\p{L})$/u, (before, match) => {
      const [, mark, letter] = match;
      const close = quoteMarks(language()).inner[1];
      if (mark !== close || close === APOSTROPHE || !/\p{L}$/u.test(before)) return null;
      return `${APOSTROPHE}${letter}`;
    }),
  ];
}
