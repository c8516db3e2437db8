// The comparison of two texts by whole characters. The library compares UTF-16 units: two emoji that begin
// with the same half are "nearly equal" to it, and what is typed beside one would stand inside another.
import Delta, { type Op } from "quill-delta";

/** A character of two units. */
const WIDE = /[\u{10000}-\u{10ffff}]/gu;

/** Where stand-ins are taken from: characters of one unit that belong to nobody. */
const PRIVATE = { from: 0xe000, to: 0xf8ff };

/** The delta that makes `old` what `now` is, with nothing of it at a character's inside. */
export function diffWhole(old: Delta, now: Delta): Delta {
  const standIns = standInsFor([old, now]);
  if (!standIns || standIns.size === 0) return old.diff(now);
  const [a, b] = [old, now].map((text) => narrow(text, standIns)) as [Delta, Delta];
  return widen(a.diff(b), textOf(a), standIns);
}

const textOf = (text: Delta): string =>
  text.ops.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");

/** One unit for each wide character of the texts that none of them has; `null`: there are not enough. */
function standInsFor(texts: readonly Delta[]): Map<string, string> | null {
  const all = texts.map(textOf).join("");
  const free = function* () {
    for (let code = PRIVATE.from; code <= PRIVATE.to; code++) {
      const unit = String.fromCharCode(code);
      if (!all.includes(unit)) yield unit;
    }
  };
  const units = free();
  const standIns = new Map<string, string>();
  for (const wide of new Set(all.match(WIDE))) {
    const { value, done } = units.next();
    if (done) return null;
    standIns.set(wide, value);
  }
  return standIns;
}

function narrow(text: Delta, standIns: ReadonlyMap<string, string>): Delta {
  return new Delta(
    text.ops.map((op): Op =>
      typeof op.insert === "string"
        ? { ...op, insert: op.insert.replace(WIDE, (wide) => standIns.get(wide) ?? wide) }
        : op,
    ),
  );
}

/** The same delta in the units of the texts as they are. `old`: the older text, narrow. */
function widen(change: Delta, old: string, standIns: ReadonlyMap<string, string>): Delta {
  const wideOf = new Map([...standIns].map(([wide, unit]) => [unit, wide]));
  const real = (text: string) => [...text].map((unit) => wideOf.get(unit) ?? unit).join("");
  let at = 0;
  const units = (narrowUnits: number) => {
    const passed = old.slice(at, at + narrowUnits);
    at += narrowUnits;
    return real(passed).length;
  };
  return new Delta(
    change.ops.map((op): Op => {
      if (typeof op.insert === "string") return { ...op, insert: real(op.insert) };
      if (typeof op.delete === "number") return { ...op, delete: units(op.delete) };
      return typeof op.retain === "number" ? { ...op, retain: units(op.retain) } : op;
    }),
  );
}
