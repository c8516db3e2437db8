// What a person says of a change of a live story: what kind it is, and the note to readers, or why they need none.
import type { PublishPlan } from "../ipc/generated/PublishPlan";
import type { PublishStart } from "../ipc/generated/PublishStart";

/** What a change can be called. */
export const KINDS = ["typo", "update", "clarification", "correction", "editors_note", "withdrawal"] as const;
export type Kind = (typeof KINDS)[number];

/** What may not stand in a note that goes out: a word that stands for what is still to come. */
const TO_COME = /(?<![\p{L}\p{N}_])TK(?![\p{L}\p{N}_])/u;

export class Saying {
  #chosen = $state<Kind | null>(null);
  #typed = $state<string | null>(null);
  /** Why readers need no note. */
  reason = $state("");

  constructor(private readonly plan: () => PublishPlan | null) {}

  get #change() {
    return this.plan()?.change ?? null;
  }

  /** What it is called: what the person chose, else what it looks like. */
  get kind(): Kind {
    const change = this.#change;
    if (this.#chosen) return this.#chosen;
    // Where a note stands in the text already, no second one is proposed.
    return change && !change.is_noted ? (KINDS.find((kind) => kind === change.proposed) ?? "typo") : "typo";
  }
  set kind(kind: Kind) {
    this.#chosen = kind;
  }

  get hasNote(): boolean {
    return this.kind !== "typo";
  }

  /** The note: what was typed, else the draft for this kind. */
  get note(): string {
    return this.#typed ?? this.#change?.drafts.find((draft) => draft.kind === this.kind)?.text ?? "";
  }
  set note(text: string) {
    this.#typed = text.trim() === "" ? null : text;
  }

  /** Whether the note waits for words that only a person knows. */
  get isUnfinished(): boolean {
    return this.hasNote && TO_COME.test(this.note);
  }

  /** Whether it must be said why no note is needed. */
  get needsReason(): boolean {
    const change = this.#change;
    return !this.hasNote && change !== null && change.weighty.length > 0 && !change.is_noted;
  }

  /** Whether all is said that has to be. */
  get isSaid(): boolean {
    if (this.hasNote) return this.note.trim() !== "" && !this.isUnfinished;
    return !this.needsReason || this.reason.trim() !== "";
  }

  /** What goes with the publication. */
  get wish(): Pick<PublishStart, "note" | "reason"> {
    return {
      note: this.hasNote ? { kind: this.kind, text: this.note.trim(), placement: null } : null,
      reason: this.needsReason ? this.reason.trim() : "",
    };
  }
}
