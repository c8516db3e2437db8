import Delta from "quill-delta";

/** Composes many deltas in pairs, so that a thousand small ones do not each walk the sum. */
export function composeAll(deltas: readonly Delta[]): Delta {
  const [first, second] = deltas;
  if (!first) return new Delta();
  if (!second) return first;
  const half = deltas.length >> 1;
  return composeAll(deltas.slice(0, half)).compose(composeAll(deltas.slice(half)));
}
