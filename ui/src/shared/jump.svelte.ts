// "Jump there": asked by a check or by the frame, answered by the screen that shows the place.
import type { PlaceView } from "../ipc/generated/PlaceView";
import { post } from "./post.svelte";

class Jump {
  /** Where to; `null` once it was reached. */
  wanted = $state.raw<PlaceView | null>(null);

  /** Asks for a place. */
  to(place: PlaceView): void {
    // The place of a clash is the choice itself, which no screen has.
    if (place.container.startsWith("clash:")) post.isChoosing = true;
    else this.wanted = place;
  }

  /** The place was reached. */
  done(): void {
    this.wanted = null;
  }
}

/** Where the person wants to be. */
export const jump = new Jump();
