// THE SEAM: chooses the transport once, by where the page runs.
import { http } from "./http";
import { tauri } from "./tauri";
import type { Transport } from "./transport";

export { CLOSED, UNREACHABLE, WireError } from "./error";
export { REOPENED, type Transport, type Unsubscribe, type WireEvent } from "./transport";

/** The core. */
export const core: Transport = "__TAURI_INTERNALS__" in window ? tauri : http;
