// The story before the person, without its texts: facts, state, checks, revisions. The texts belong to
// the editor's session; what is here is read again whenever the desk says that the story changed.
import { call } from "../ipc/desk";
import type { CheckView } from "../ipc/generated/CheckView";
import type { FactChangeView } from "../ipc/generated/FactChangeView";
import type { FigureChangeView } from "../ipc/generated/FigureChangeView";
import type { MoveKind } from "../ipc/generated/MoveKind";
import type { RevisionList } from "../ipc/generated/RevisionList";
import type { StoryFacts } from "../ipc/generated/StoryFacts";
import { Asking } from "./asking.svelte";
import { desk } from "./desk.svelte";
import { latest } from "./latest";
import { sentence, told } from "./notices.svelte";

/** What a move carries besides its kind. */
export interface MoveWords {
  /** Why, or the revision note. */
  why?: string;
  /** Until or at what time. */
  until?: number | null;
  /** To whom. */
  to?: string | null;
  /** The text that was seen. */
  seen?: string | null;
}

/** An open story. */
export class Story {
  /** Facts; `null` until they were read. */
  facts = $state.raw<StoryFacts | null>(null);
  /** Checks; `null` until they were read. */
  checks = $state.raw<readonly CheckView[] | null>(null);
  /** Revisions; `null` until they were read. */
  revisions = $state.raw<RevisionList | null>(null);
  /** Why the story cannot be shown. */
  failed = $state<string | null>(null);

  /** Waits until everything typed is on disk; whoever holds the story's texts puts it here. */
  settle: () => Promise<void> = () => Promise.resolve();

  /** What colleagues ask of it; read by the screen that shows it. */
  readonly asking: Asking;

  #end: () => void;

  constructor(
    /** Which. */
    readonly id: string,
  ) {
    this.asking = new Asking(id);
    this.#end = desk.onStory((story) => {
      if (story === null || story === id) void this.read();
    });
    void this.read();
  }

  /** Reads all again. */
  readonly read = latest(async () => {
    const story = this.id;
    try {
      this.facts = await call("story_facts", { story });
      this.failed = null;
    } catch (reason) {
      this.failed = sentence(reason);
      return;
    }
    const [checks, revisions] = await Promise.all([
      told(call("check_list", { story })),
      told(call("revision_list", { story })),
    ]);
    if (checks) this.checks = checks.checks;
    if (revisions) this.revisions = revisions;
  });

  /** Stops listening. */
  close(): void {
    this.#end();
  }

  /** Calls once what was typed is on disk: what is saved, sent or approved is what the person sees. */
  #after<T>(make: () => Promise<T>): Promise<T | undefined> {
    return told(this.settle().then(make));
  }

  /** Whether a move is mine to make now. */
  may(kind: MoveKind): boolean {
    return this.facts?.state.moves.includes(kind) ?? false;
  }

  /** Changes a fact. */
  async set(change: FactChangeView): Promise<void> {
    const facts = await told(call("story_set", { story: this.id, change }));
    // Where the core refused, the field shows again what is kept.
    if (facts) this.facts = facts;
    else void this.read();
  }

  /** Changes a figure. */
  async setFigure(figure: string, change: FigureChangeView): Promise<void> {
    const facts = await told(call("figure_set", { story: this.id, figure, change }));
    if (facts) this.facts = facts;
    else void this.read();
  }

  /** Makes a move; answers whether it was made. */
  async move(kind: MoveKind, words: MoveWords = {}): Promise<boolean> {
    const facts = await this.#after(() =>
      call("story_move", {
        story: this.id,
        kind,
        why: words.why ?? "",
        until_ms: words.until ?? null,
        to: words.to ?? null,
        seen_hash: words.seen ?? null,
      }),
    );
    if (facts) this.facts = facts;
    await this.read();
    return facts !== undefined;
  }

  /** Saves a revision; answers whether it was saved. */
  async save(note: string): Promise<boolean> {
    const row = await this.#after(() => call("revision_save", { story: this.id, note }));
    await this.read();
    return row !== undefined;
  }

  /** Restores a revision as a new one. */
  async restore(revision: string): Promise<boolean> {
    const facts = await this.#after(() => call("revision_restore", { story: this.id, revision }));
    if (facts) this.facts = facts;
    await this.read();
    return facts !== undefined;
  }

  /** "Ignore here", or takes that back. */
  async ignore(check: CheckView, ignored: boolean, why = ""): Promise<void> {
    const list = await told(call("check_ignore", { story: this.id, key: check.key, why, ignored }));
    if (list) this.checks = list.checks;
  }
}
