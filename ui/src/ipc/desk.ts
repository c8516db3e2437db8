// The core's commands by name, with the types that the counter declares. Screens call these; which
// transport carries them is the seam's business.
import type { Commands } from "./generated/commands";
import type { DeskEvent } from "./generated/DeskEvent";
import type { StoryEvent } from "./generated/StoryEvent";
import { core, type Unsubscribe } from "./index";

/** A command's name. */
export type CommandName = keyof Commands;

/** What a command takes. */
export type Args<K extends CommandName> = Commands[K]["args"];

/** What a command answers. */
export type Result<K extends CommandName> = Commands[K]["result"];

/** What a transport says about its own channel: events may be missing, so read again. */
export type ChannelEvent = { type: "reopened" } | { type: "closed"; error: unknown };

/** What the app's own window says besides: an action was chosen in its menu, a story file was handed over, or it is about to close. */
export type ShellEvent = { type: "menu"; act: string } | { type: "handed" } | { type: "closing" };

/** Calls a command. Every failure is a `WireError`. */
export function call<K extends CommandName>(name: K, args: Args<K>): Promise<Result<K>> {
  return core.call(name, args) as Promise<Result<K>>;
}

/** Calls a command that takes bytes besides its arguments. */
export function send<K extends CommandName>(name: K, args: Args<K>, bytes: Uint8Array): Promise<Result<K>> {
  return core.raw(name, args, bytes) as Promise<Result<K>>;
}

/** Hears what changed at the desk, after each commit. */
export function watchDesk(onEvent: (event: DeskEvent | ChannelEvent | ShellEvent) => void): Unsubscribe {
  return core.watchDesk((event) => onEvent(event as DeskEvent | ChannelEvent | ShellEvent));
}

/** Hears what happens to one story, in order. */
export function watchStory(story: string, onEvent: (event: StoryEvent | ChannelEvent) => void): Unsubscribe {
  return core.watchStory(story, (event) => onEvent(event as StoryEvent | ChannelEvent));
}

/** Tells the window that the desk is painted and takes keys. */
export async function windowReady(): Promise<void> {
  if (inWindow) await core.call("window_ready", {});
}

/** Answers the window that is about to close: all is said, and whether something is not on disk. */
export async function closeWindow(isUnsaved: boolean): Promise<void> {
  await core.call("window_close", { unsaved: isUnsaved });
}

/** Whether the page runs in the app's own window, which has the system's dialogs. */
export const inWindow = "__TAURI_INTERNALS__" in window;

/** Where the pixels of a photo are, by their hash. */
export function photoAddress(asset: string): string {
  return inWindow ? `img://localhost/${asset}` : `/photo/${asset}`;
}
