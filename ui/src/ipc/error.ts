import type { Said } from "./generated/Said";

/** The code of a call that did not reach the core or whose answer did not come back. */
export const UNREACHABLE = "unreachable";

/** The code of every call but those that help, while the desk could not be opened. */
export const CLOSED = "closed";

/** A call that failed: a code to branch on, a sentence for people, and details by code. */
export class WireError extends Error {
  override readonly name = "WireError";

  constructor(
    /** What the interface branches on. */
    readonly code: string,
    /** A sentence in plain words. */
    message: string,
    /** What else the code carries, `null` if nothing. */
    readonly detail: unknown = null,
    /** Which sentence of the core it is; empty: one that is known in English only. */
    readonly kind: string = "",
    /** What that sentence is filled with. */
    readonly words: Said["words"] = {},
  ) {
    super(message);
  }

  /** Reads whatever a transport was rejected with. */
  static from(reason: unknown): WireError {
    if (reason instanceof WireError) return reason;
    if (typeof reason === "object" && reason !== null && "code" in reason && typeof reason.code === "string") {
      const message = "message" in reason && typeof reason.message === "string" ? reason.message : reason.code;
      const { kind, words } = { kind: "", words: {}, ...(reason as Partial<Said>) };
      return new WireError(reason.code, message, "detail" in reason ? reason.detail : null, kind, words);
    }
    return new WireError(UNREACHABLE, "The core did not answer.");
  }
}
