// How hard a passphrase is to guess, said plainly. An estimate that errs on the side of the guesser: words count as words
// from a list, and what repeats or runs on counts once.

/** The shortest that the core takes. */
export const SHORTEST = 8;

/** How strong. */
export type Strength = "none" | "short" | "weak" | "fair" | "strong";

/** What a word drawn from a long list is worth, in bits. */
const WORD = 11;
const FAIR = 40;
const STRONG = 55;

const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}\s]/u, 20],
];

/** The strength of a passphrase. */
export function strengthOf(passphrase: string): Strength {
  const letters = [...passphrase];
  if (letters.length === 0) return "none";
  if (letters.length < SHORTEST) return "short";
  const bits = Math.min(bitsOfLetters(letters), bitsOfWords(passphrase));
  return bits >= STRONG ? "strong" : bits >= FAIR ? "fair" : "weak";
}

/** Letter by letter, each drawn from the kinds that occur; a letter that repeats or follows its neighbour adds nothing. */
function bitsOfLetters(letters: readonly string[]): number {
  const text = letters.join("");
  const kinds = LETTERS.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0);
  const each = Math.log2(Math.max(kinds, 2));
  let bits = 0;
  const seen = new Set<string>();
  for (const [at, letter] of letters.entries()) {
    const step = at === 0 ? null : (letter.codePointAt(0) ?? 0) - (letters[at - 1]?.codePointAt(0) ?? 0);
    const runsOn = step !== null && Math.abs(step) <= 1;
    bits += runsOn ? 0 : seen.has(letter) ? each / 2 : each;
    seen.add(letter);
  }
  return bits;
}

/** Word by word, where it is words; one that repeats adds nothing. */
function bitsOfWords(passphrase: string): number {
  const words = passphrase
    .toLocaleLowerCase()
    .split(/[\s\-_.,]+/u)
    .filter(Boolean);
  if (words.length < 2) return Infinity;
  const isWords = words.every((word) => /^\p{L}+$/u.test(word));
  return isWords ? new Set(words).size * WORD + 4 : Infinity;
}
