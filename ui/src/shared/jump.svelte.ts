// "Jump there": asked by a check or by the frame, answered by the screen that shows the place.
import type { PlaceView } from "../ipc/generated/PlaceView";

class Jump {
  /** Where to; `null` once it was reached. */
  wanted = $state.raw<PlaceView | null>(null);

  /** Asks for a place. */
  to(place: PlaceView): void {
    this.wanted = place;
  }

  /** The place was reached. */
  done(): void {
    this.wanted = null;
  }
}

/** Where the person wants to be. */
export const jump = new Jump();
