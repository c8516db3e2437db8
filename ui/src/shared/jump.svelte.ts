// "Jump there": asked by a check or by the frame, answered by the screen that shows the place.
import type { CheckView } from "../ipc/generated/CheckView";
import type { PlaceView } from "../ipc/generated/PlaceView";
import { post } from "./post.svelte";

/** Words that are to take others' place. */
export interface Mending {
  /** Where. */
  place: PlaceView;
  /** What stands there. */
  was: string;
  /** What is to stand there. */
  words: string;
}

class Jump {
  /** Where to; `null` once it was reached. */
  wanted = $state.raw<PlaceView | null>(null);
  /** What is to be put right there; `null` once it was. */
  mending = $state.raw<Mending | null>(null);

  /** Asks for a place. */
  to(place: PlaceView): void {
    // The place of a clash is the choice itself, which no screen has.
    if (place.container.startsWith("clash:")) post.isChoosing = true;
    else this.wanted = place;
  }

  /** Puts one of a check's fixes in the place of what it found: as an edit in the text that the person has open. */
  mend(check: CheckView, words: string): void {
    const { place } = check;
    if (place) this.mending = { place, was: check.arguments["text"] ?? "", words };
  }

  /** The place was reached. */
  done(): void {
    this.wanted = null;
  }

  /** It was put right, or could not be. */
  mended(): void {
    this.mending = null;
  }
}

/** Where the person wants to be. */
export const jump = new Jump();
