// When something is to go to readers: now, or at a time that a person sets.

/** Now or then. */
export class Later {
  /** Whether it is to go at a time. */
  isWanted = $state(false);
  /** The time, UTC milliseconds; `null`: not set yet. */
  at = $state<number | null>(null);
  /** When it is to go; `null`: now. */
  readonly planned: number | null = $derived.by(() => (this.isWanted && (this.at ?? 0) > this.#now() ? this.at : null));
  /** Whether a time is wanted and none is set that is still to come. */
  readonly isMissing = $derived.by(() => this.isWanted && this.planned === null);
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }
}
