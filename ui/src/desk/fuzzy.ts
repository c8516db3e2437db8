// Finding by a few letters: they must come in order, and count more at a word's beginning and side by side.

/** How well a text answers, and which of its characters did. */
export interface Hit {
  /** The higher the better. */
  score: number;
  /** Pieces of the text, the asked letters marked. */
  pieces: { text: string; hit: boolean }[];
}

const WORD_START = 8;
const SIDE_BY_SIDE = 6;
const FIRST = 4;

/** Longer texts are cut here for matching: nobody asks for the two hundredth letter of a headline. */
const REACH = 200;

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** Asks a text for letters; `null`: they are not all there in order. */
export function fuzzy(asked: string, text: string): Hit | null {
  const letters = asked.toLocaleLowerCase().replace(/\s+/g, "");
  if (letters === "") return { score: 0, pieces: [{ text, hit: false }] };
  const reach = text.slice(0, REACH);
  const low = reach.toLocaleLowerCase();
  // Where lower case has another length (İ), positions would not fit: match the text as it is.
  const body = low.length === reach.length ? low : reach;

  // best[i][j]: the best score with letter i standing at j; from[i][j]: where letter i-1 stood then.
  const rows: { best: number[]; from: number[] }[] = [];
  for (let i = 0; i < letters.length; i += 1) {
    const before = rows[i - 1];
    const best = new Array<number>(body.length).fill(-1);
    const from = new Array<number>(body.length).fill(-1);
    let top = -1;
    let topAt = -1;
    for (let j = i; j < body.length; j += 1) {
      const earlier = before?.best[j - 1] ?? -1;
      if (before && earlier >= 0) {
        // A gap costs a little, so that near letters beat far ones.
        if (earlier > top - (j - 1 - topAt) * 0.05) {
          top = earlier;
          topAt = j - 1;
        }
      }
      if (body[j] !== letters[i]) continue;
      const here = (isWordStart(body, j) ? WORD_START : 1) + (j === 0 ? FIRST : 0);
      if (!before) best[j] = here;
      else if (top >= 0) {
        const apart = top + here - (j - 1 - topAt) * 0.05;
        const beside = earlier >= 0 ? earlier + here + SIDE_BY_SIDE : -1;
        best[j] = Math.max(apart, beside);
        from[j] = beside >= apart ? j - 1 : topAt;
      }
    }
    rows.push({ best, from });
  }

  const last = rows.at(-1);
  if (!last) return null;
  const score = Math.max(...last.best);
  if (score < 0) return null;
  const marked = new Set<number>();
  let at = last.best.indexOf(score);
  for (let i = rows.length - 1; i >= 0 && at >= 0; i -= 1) {
    marked.add(at);
    at = rows[i]?.from[at] ?? -1;
  }
  return { score, pieces: cut(text, marked) };
}

function cut(text: string, marked: Set<number>): Hit["pieces"] {
  const pieces: Hit["pieces"] = [];
  for (let j = 0; j < text.length; j += 1) {
    const hit = marked.has(j);
    const end = pieces.at(-1);
    if (end && end.hit === hit) end.text += text.charAt(j);
    else pieces.push({ text: text.charAt(j), hit });
  }
  return pieces;
}
