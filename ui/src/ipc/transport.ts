// What a transport must do. Two implementations: the app's window (`tauri.ts`) and the loopback
// host of the browser tests (`http.ts`).

/** Ends a watch. Calling it twice does nothing more. */
export type Unsubscribe = () => void;

/** An event as it came over the wire; whoever watches knows its shape from `generated/`. */
export interface WireEvent {
  readonly type: string;
}

/**
 * Sent by a transport itself when its channel was cut and is open again: events may be missing
 * between, so whoever watches must read again.
 */
export const REOPENED: WireEvent = Object.freeze({ type: "reopened" });

/** The core as the interface sees it. Every failure is a `WireError`. */
export interface Transport {
  /** Calls a command. */
  call(name: string, args: unknown): Promise<unknown>;
  /** Calls a command that takes bytes (a photo, a file to import) besides its arguments. */
  raw(name: string, args: unknown, bytes: Uint8Array): Promise<unknown>;
  /** Opens the one ordered channel of a story. */
  watchStory(story: string, onEvent: (event: WireEvent) => void): Unsubscribe;
  /** Opens the desk's channel: what changed, after each commit. */
  watchDesk(onEvent: (event: WireEvent) => void): Unsubscribe;
}
