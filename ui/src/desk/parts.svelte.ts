// The parts of the window that its first picture does not need: each is read when it is first shown, and all of
// them once the first picture is on the screen, so that hardly anybody waits for one.
import { painted } from "../editor/session/timer";
import { told } from "../shared/notices.svelte";

/** A part that is read when it is wanted. */
class Part<T> {
  #here = $state.raw<T>();
  #reading: Promise<unknown> | undefined;

  constructor(private readonly read: () => Promise<{ default: T }>) {}

  /** It; nothing while it is on its way. */
  get here(): T | undefined {
    if (!this.#here) void this.fetch();
    return this.#here;
  }

  /** Reads it, if nobody has. */
  fetch(): Promise<unknown> {
    this.#reading ??= told(this.read()).then((found) => {
      // Whoever wants it next asks again.
      if (!found) this.#reading = undefined;
      else this.#here = found.default;
    });
    return this.#reading;
  }
}

/** By what they are, in the order in which they are most likely wanted. */
export const parts = {
  palette: new Part(() => import("./Palette.svelte")),
  write: new Part(() => import("../write/Write.svelte")),
  noteLine: new Part(() => import("../shared/NoteLine.svelte")),
  publish: new Part(() => import("../publish/PublishSheet.svelte")),
  post: new Part(() => import("../exchange/Post.svelte")),
  review: new Part(() => import("../review/Review.svelte")),
  where: new Part(() => import("../outbox/WhereSheet.svelte")),
  outbox: new Part(() => import("../outbox/Outbox.svelte")),
  take: new Part(() => import("../outbox/TakeSheet.svelte")),
  tray: new Part(() => import("../publish/TraySheet.svelte")),
  merge: new Part(() => import("../merge/Merge.svelte")),
  archive: new Part(() => import("../archive/Archive.svelte")),
  settings: new Part(() => import("../settings/Settings.svelte")),
  keys: new Part(() => import("./KeyList.svelte")),
  closed: new Part(() => import("./Closed.svelte")),
  noWrites: new Part(() => import("./NoWrites.svelte")),
};

/** Reads all of them, one after the other, and lets keys and pictures go before each. */
export async function readAhead(): Promise<void> {
  for (const part of Object.values(parts)) {
    await new Promise<void>((resolve) => painted(resolve));
    await part.fetch();
  }
}
