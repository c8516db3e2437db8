// What a session says to the core and hears from it. Rust declares the same; whoever opens a session
// hands its calls and events through.
import type { Op } from "quill-delta";

/** One text's change. */
export interface TextChange {
  readonly container: string;
  readonly delta: readonly Op[];
}

/** What `story_edit` takes. */
export interface Edit {
  readonly story: string;
  readonly client: string;
  readonly seq: number;
  readonly base_version: number;
  readonly edits: readonly TextChange[];
  /** Whether they are suggested and not done. */
  readonly suggesting?: boolean;
}

/** Length and hash of a text, as the core has it. */
export interface TextMark {
  readonly container: string;
  /** UTF-16 units. */
  readonly length: number;
  /** `hashOf`'s. */
  readonly hash: string;
}

/** What `story_edit` answers, after the commit. */
export interface Answer {
  readonly version: number;
  readonly saved_at: string;
  readonly marks: readonly TextMark[];
}

/** A story's texts at one version. A text that is not among them is empty. */
export interface Snapshot {
  readonly version: number;
  readonly texts: readonly TextChange[];
}

/** What a story's channel carries, in order. */
export type StoryEvent =
  | {
      readonly type: "changed";
      readonly from_version: number;
      readonly to_version: number;
      readonly changes: readonly TextChange[];
      /** For the window of `origin`: what it applies after what it sent, which was a suggestion. */
      readonly correction?: readonly TextChange[];
      readonly origin: { readonly client: string; readonly seq: number } | null;
    }
  /** What waited for the disk is written. */
  | { readonly type: "saved"; readonly version: number; readonly saved_at: string }
  | { readonly type: "not_saved"; readonly reason: string }
  /** Facts changed: the screen reads again. */
  | { readonly type: "facts" }
  /** The channel was cut: events may be missing. */
  | { readonly type: "reopened" };

/** How a call failed; `ipc`'s error has this shape. */
export interface Failure {
  readonly code: string;
  readonly detail?: unknown;
}

/** The codes that a session branches on; any other is a refusal. */
export const STALE = "stale";
/** The commit failed: the core holds the text in memory and goes on trying. */
export const NOT_SAVED = "not_saved";
/** The call or its answer was lost. */
export const UNREACHABLE = "unreachable";

/** Reads a field of a failure's detail. */
export function detail(failure: Failure, field: string): unknown {
  const { detail } = failure;
  return typeof detail === "object" && detail !== null ? (detail as Record<string, unknown>)[field] : undefined;
}
