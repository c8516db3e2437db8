// Long work of the core's: how far it is, and stopping it. The core is asked every now and then; quick work is over before
// the first answer, and nothing is shown of it.
import { call } from "../ipc/desk";
import { WireError } from "../ipc/error";

/** How often the core is asked. */
const EVERY_MS = 150;
/** What the core says of work that a person ended. */
const STOPPED = "work-stopped";

/** One kind of long work, of which one piece at a time is under way. */
export class Working {
  /** Whether something is under way. */
  isBusy = $state(false);
  /** How much of its part has passed, 0 to 1; `null`: nobody knows yet. */
  share = $state<number | null>(null);
  /** Which part of it, from 1. */
  part = $state(0);
  #name = "";
  #isStopped = false;

  /** Does some work under a name of its own; `undefined`: it was stopped. */
  async run<T>(work: (name: string) => Promise<T>): Promise<T | undefined> {
    this.#name = crypto.randomUUID();
    this.#isStopped = false;
    this.isBusy = true;
    const asking = setInterval(() => void this.#ask(this.#name), EVERY_MS);
    try {
      return await work(this.#name);
    } catch (reason) {
      if (this.#isStopped && WireError.from(reason).kind === STOPPED) return undefined;
      throw reason;
    } finally {
      clearInterval(asking);
      this.isBusy = false;
      this.share = null;
      this.part = 0;
    }
  }

  /** Ends what is under way. */
  stop(): void {
    this.#isStopped = true;
    // What has ended meanwhile is done, and needs no stopping.
    void call("work_stop", { work: this.#name }).catch(() => undefined);
  }

  async #ask(name: string): Promise<void> {
    const far = await call("work_show", { work: name }).catch(() => null);
    if (!far || !this.isBusy || name !== this.#name || far.part === 0) return;
    this.part = far.part;
    this.share = far.of > 0 ? far.done / far.of : null;
  }
}
