// Reading again without piling up: one call in flight, and one more after it if anything changed meanwhile.

/** A function that runs `read` now, or once more after the run that is under way. */
export function latest(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  async function round(): Promise<void> {
    do {
      again = false;
      await read();
    } while (again);
  }
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = round().finally(() => {
      running = undefined;
    });
    return running;
  };
}
