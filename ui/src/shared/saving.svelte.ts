// Where the open story's text is, as the status line says it: only an acknowledged commit is "saved".

/** What is known of the text that was typed. */
export type Kept =
  /** All of it is on disk since then; `null`: nothing was typed yet. */
  | { kind: "saved"; at: number | null }
  /** Something is on its way. */
  | { kind: "sending" }
  /** An input method composes: nothing is sent, and nothing is said to be saved. */
  | { kind: "composing" }
  /** Writing failed, and is being tried again. */
  | { kind: "not_saved"; reason: string };

class Saving {
  /** Now. */
  kept = $state.raw<Kept>({ kind: "saved", at: null });
}

/** The open story's text. */
export const saving = new Saving();
