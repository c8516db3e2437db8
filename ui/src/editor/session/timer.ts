/** Calls back later; what it returns takes the call back. Handed in, so that tests decide what time it is. */
export type Timer = (ms: number, call: () => void) => () => void;

/** The window's own. */
export const timer: Timer = (ms, call) => {
  const id = setTimeout(call, ms);
  return () => clearTimeout(id);
};
