// What waits in the post room: asked for by a move, a check or the window, answered by the room that shows it.
import type { StoryFileView } from "../ipc/generated/StoryFileView";

class Post {
  /** Whether the open story is to leave as a file. */
  isSending = $state(false);
  /** A file that was chosen, dropped or handed over; `null`: none. */
  arrived = $state.raw<StoryFileView | null>(null);
  /** Whether somebody is about to choose between two versions. */
  isChoosing = $state(false);
  /** How often the system has handed a file over. */
  handed = $state(0);

  /** The open story leaves as a file. */
  send(): void {
    this.isSending = true;
  }
}

/** The post room of this window. */
export const post = new Post();
