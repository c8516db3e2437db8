// Where the moments of a story's life stand in its picture: time from left to right, words from below.
import type { FlagView } from "../ipc/generated/FlagView";
import type { RevisionRow } from "../ipc/generated/RevisionRow";

/** A revision in the picture. */
export interface Moment {
  readonly revision: RevisionRow;
  /** From the left, 0 to 1. */
  readonly x: number;
  /** From the top, 0 to 1. */
  readonly y: number;
  /** Which of the authors' colours: 1 to 6. */
  readonly colour: number;
}

/** The flags of a revision, each once: what arrived twice is told once. */
export function flagsOf(flags: readonly FlagView[], revision: string): FlagView[] {
  const here = flags.filter((flag) => flag.revision === revision);
  return here.filter((flag, at) => here.findIndex((other) => other.kind === flag.kind) === at);
}

/** How many colours authors have; a seventh author shares the first one's. */
const COLOURS = 6;

/**
 * The moments, oldest first. Time is to scale, except that two neighbours never stand closer than `gap`
 * (a part of the whole width): ten revisions of one minute stay ten dots.
 */
export function moments(newestFirst: readonly RevisionRow[], gap: number): Moment[] {
  const rows = [...newestFirst].reverse();
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return [];
  const least = Math.min(gap, rows.length > 1 ? 1 / (rows.length - 1) : 1);
  const span = Math.max(1, last.at_ms - first.at_ms);
  const places: number[] = [];
  for (const row of rows) {
    const before = places.at(-1);
    const inTime = (row.at_ms - first.at_ms) / span;
    places.push(before === undefined ? 0 : Math.max(inTime, before + least));
  }
  const width = Math.max(1, places.at(-1) ?? 1);
  const most = Math.max(1, ...rows.map((row) => row.words));
  const colours = coloursOf(newestFirst);
  return rows.map((revision, at) => ({
    revision,
    x: (places[at] ?? 0) / width,
    y: 1 - revision.words / most,
    colour: colours.get(revision.member) ?? 1,
  }));
}

/**
 * Which colour is whose, 1 to 6: by their first revision, so that everybody has one colour in the whole screen; then
 * whoever has none, in the order given.
 */
export function coloursOf(newestFirst: readonly RevisionRow[], others: readonly string[] = []): Map<string, number> {
  const names = new Set([...newestFirst.map((row) => row.member).reverse(), ...others]);
  return new Map([...names].map((name, at) => [name, (at % COLOURS) + 1]));
}

/** Parts of a whole in hundredths that add up to a hundred: the largest remainders are rounded up. */
export function sharesOf(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part * 100) / whole);
  const shares = exact.map(Math.floor);
  const left = 100 - shares.reduce((sum, share) => sum + share, 0);
  const order = exact.map((share, at) => ({ at, rest: share % 1 })).sort((a, b) => b.rest - a.rest);
  for (const { at } of order.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

/** The line of the words: it steps where a revision was saved. In a box of that width and height. */
export function stepLine(moments: readonly Moment[], width: number, height: number): string {
  const [first, ...rest] = moments.map(({ x, y }) => ({ x: x * width, y: y * height }));
  if (!first) return "";
  const steps = rest.map(({ x, y }) => `H${x.toFixed(1)}V${y.toFixed(1)}`).join("");
  return `M${first.x.toFixed(1)} ${first.y.toFixed(1)}${steps}H${width}`;
}
