// Sentences for people: what went wrong, that the text is safe, what to do. They stand in a corner and
// never take the cursor.
import { CLOSED, UNREACHABLE, WireError } from "../ipc";
import { t } from "../l10n";
import { said } from "./said";

/** One sentence in the corner. */
export interface Notice {
  /** Which, for taking it away. */
  id: number;
  /** How serious. */
  tone: "ok" | "warn" | "stop";
  /** The sentence. */
  text: string;
}

class Notices {
  /** What stands there now, oldest first. */
  shown = $state.raw<readonly Notice[]>([]);
  #next = 1;

  /** Says something. */
  say(tone: Notice["tone"], text: string): void {
    const rest = this.shown.filter((notice) => notice.text !== text).slice(-3);
    this.shown = [...rest, { id: this.#next, tone, text }];
    this.#next += 1;
  }

  /** Takes a sentence away. */
  drop(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  /** Takes all away that is not an error any more. */
  clear(): void {
    this.shown = [];
  }
}

/** The sentences in the corner. */
export const notices = new Notices();

/** An error's sentence in plain words. */
export function sentence(reason: unknown): string {
  const error = WireError.from(reason);
  return error.code === UNREACHABLE ? t("error-unreachable") : said(error);
}

/** Waits for a call; where it fails, says why, and answers `undefined`. A desk that is closed has a screen for it. */
export async function told<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (reason) {
    const { code } = WireError.from(reason);
    if (code !== CLOSED) notices.say(code === "refused" ? "warn" : "stop", sentence(reason));
    return undefined;
  }
}
