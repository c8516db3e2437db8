/** Calls back later; what it returns takes the call back. Handed in, so that tests decide what time it is. */
export type Timer = (ms: number, call: () => void) => () => void;

/** The window's own. */
export const timer: Timer = (ms, call) => {
  const id = setTimeout(call, ms);
  return () => clearTimeout(id);
};

/** Calls back once what was just shown is on the screen; what it returns takes the call back. */
export type Painted = (call: () => void) => () => void;

/** A window that is hidden or minimised gets no frames: so long is waited for one. */
const FRAME_MS = 50;

/** The window's own. */
export const painted: Painted = (call) => {
  let id = setTimeout(done, FRAME_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(id);
    // A task that is begun in a frame comes after its paint.
    id = setTimeout(done);
  });
  function done() {
    cancelAnimationFrame(frame);
    call();
  }
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(id);
  };
};
