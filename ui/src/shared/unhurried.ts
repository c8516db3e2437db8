// Reading again while somebody types: what a letter changes is read at once when it is the first, and then once
// no more come.

/** How long nothing must have changed. */
const QUIET_MS = 400;
/** How long is waited for that at most. */
const LONGEST_MS = 2_500;

/** A call that may come with every letter. */
export function unhurried(read: () => void): () => void {
  let id: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let again = false;
  function quiet() {
    id = undefined;
    if (!again) return;
    again = false;
    read();
    rest();
  }
  function rest() {
    since = Date.now();
    id = setTimeout(quiet, QUIET_MS);
  }
  return () => {
    if (id === undefined) {
      read();
      rest();
      return;
    }
    again = true;
    clearTimeout(id);
    id = setTimeout(quiet, Math.max(0, Math.min(QUIET_MS, since + LONGEST_MS - Date.now())));
  };
}
