/** The code of a call that did not reach the core or whose answer did not come back. */
export const UNREACHABLE = "unreachable";

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
  ) {
    super(message);
  }

  /** Reads whatever a transport was rejected with. */
  static from(reason: unknown): WireError {
    if (reason instanceof WireError) return reason;
    if (typeof reason === "object" && reason !== null && "code" in reason && typeof reason.code === "string") {
      const message = "message" in reason && typeof reason.message === "string" ? reason.message : reason.code;
      return new WireError(reason.code, message, "detail" in reason ? reason.detail : null);
    }
    return new WireError(UNREACHABLE, "The core did not answer.");
  }
}
