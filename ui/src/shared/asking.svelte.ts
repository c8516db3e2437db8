// What colleagues ask of a story: threads, suggestions, the items of revision notes. Read again when the story changed.
import { call } from "../ipc/desk";
import type { AboutView } from "../ipc/generated/AboutView";
import type { NoteList } from "../ipc/generated/NoteList";
import type { RangeView } from "../ipc/generated/RangeView";
import type { SuggestionList } from "../ipc/generated/SuggestionList";
import type { ThreadList } from "../ipc/generated/ThreadList";
import type { WhichSuggestions } from "../ipc/generated/WhichSuggestions";
import { desk } from "./desk.svelte";
import { jump } from "./jump.svelte";
import { latest } from "./latest";
import { told } from "./notices.svelte";
import { proposed } from "./proposal";

/** The story's texts, as far as they are asked about; whoever holds them stands behind it. */
export interface Texts {
  /** Waits until everything typed is on disk. */
  settle: () => Promise<void>;
  /** The version that they have then. */
  version: () => number;
  /** One of them as it is now. */
  text: (container: string) => string;
  /** What is typed from now on is suggested, or done. */
  suggest: (suggesting: boolean) => Promise<void>;
}

/** What a thread is to be about; the words' version is added when it is opened. */
export type About = { type: "words"; range: RangeView } | Exclude<AboutView, { type: "words" }>;

/** Something that the keys go to: a thread or a suggestion, with its first place. */
export interface Stop {
  /** Its identifier. */
  id: string;
  /** Where. */
  place: RangeView;
}

/** The members whom a text mentions, as `@Name`; of two names of which one begins like the other, the longer. */
export function mentioned(text: string, members: readonly { id: string; name: string }[]): string[] {
  const names = members.toSorted((a, b) => b.name.length - a.name.length);
  let rest = text;
  return names.flatMap(({ id, name }) => {
    const parts = rest.split(`@${name}`);
    rest = parts.join(" ");
    return parts.length > 1 ? [id] : [];
  });
}

/** The order of a story's texts as they are read. */
function rank(container: string): number {
  const order = ["headline", "deck", "caption", "body"];
  const at = order.findIndex((name) => container.startsWith(name));
  return at === -1 ? order.length : at;
}

/** Asking and suggesting in one story. */
export class Asking {
  /** Threads; `null` until they were read. */
  threads = $state.raw<ThreadList | null>(null);
  /** Suggestions; `null` until they were read. */
  suggestions = $state.raw<SuggestionList | null>(null);
  /** Revision notes; `null` until they were read. */
  notes = $state.raw<NoteList | null>(null);
  /** The thread or suggestion that is before the person. */
  here = $state<string | null>(null);
  /** Whether what is typed is suggested. */
  isSuggesting = $state(false);

  /** The story's texts. */
  texts: Texts = {
    settle: () => Promise.resolve(),
    version: () => 0,
    text: () => "",
    suggest: () => Promise.resolve(),
  };

  constructor(
    /** Whose. */
    readonly story: string,
  ) {}

  /** Reads all again. */
  readonly read = latest(async () => {
    const { story } = this;
    const [threads, suggestions, notes] = await Promise.all([
      told(call("thread_list", { story })),
      told(call("suggestion_list", { story })),
      told(call("note_list", { story })),
    ]);
    if (threads) this.threads = threads;
    if (suggestions) this.suggestions = suggestions;
    if (notes) this.notes = notes;
  });

  /** Where the keys go, in the order of the texts. */
  get stops(): Stop[] {
    const threads = (this.threads?.threads ?? []).filter((thread) => thread.is_open && thread.standing !== "gone");
    return [...threads, ...(this.suggestions?.pending ?? [])]
      .flatMap(({ id, places }) => (places[0] ? [{ id, place: places[0] }] : []))
      .sort(
        ({ place: a }, { place: b }) =>
          rank(a.container) - rank(b.container) || a.container.localeCompare(b.container) || a.from - b.from,
      );
  }

  /** Goes to the next one, or the one before. */
  step(by: 1 | -1): void {
    const { stops } = this;
    const at = stops.findIndex((stop) => stop.id === this.here);
    const next = at === -1 && by === -1 ? stops.length - 1 : (at + by + stops.length) % stops.length;
    const stop = stops[next];
    if (stop) this.go(stop.id, stop.place);
  }

  /** Puts one before the person, and its words. */
  go(id: string, place: RangeView | undefined): void {
    this.here = id;
    if (place) jump.to({ ...place, paragraph: 0 });
  }

  /** What is typed from now on is suggested, or done. */
  async suggest(suggesting: boolean): Promise<void> {
    await told(this.texts.suggest(suggesting).then(() => (this.isSuggesting = suggesting)));
  }

  /** Opens a thread; answers whether it was opened. */
  async open(about: About, text: string): Promise<boolean> {
    const made = await told(
      this.texts.settle().then(() =>
        call("thread_open", {
          story: this.story,
          about: about.type === "words" ? { ...about, version: this.texts.version() } : about,
          text,
          mentions: mentioned(text, desk.view?.members ?? []),
          proposal: null,
        }),
      ),
    );
    if (made) this.here = made.id;
    await this.read();
    return made !== undefined;
  }

  /** Says something in a thread, settles it, or takes it up again; answers whether that was done. */
  async say(what: "reply" | "resolve" | "reopen", thread: string, text = ""): Promise<boolean> {
    const mentions = mentioned(text, desk.view?.members ?? []);
    const done = await told(call(`thread_${what}`, { story: this.story, thread, text, mentions }));
    await this.read();
    return done !== undefined;
  }

  /** Proposes another value of the fact that a thread is on; answers whether that was done. */
  async propose(thread: { id: string; place: string }, typed: string): Promise<boolean> {
    const change = proposed(thread.place, typed);
    if (!change) return false;
    const done = await told(
      call("thread_propose", {
        story: this.story,
        thread: thread.id,
        text: "",
        mentions: [],
        proposal: { type: "fact", change },
      }),
    );
    await this.read();
    return done !== undefined;
  }

  /** Accepts what is proposed for a fact, or rejects it. */
  async settleProposal(thread: string, proposal: string, accept: boolean): Promise<void> {
    await told(call("thread_settle", { story: this.story, thread, proposal, accept }));
    await this.read();
  }

  /** Accepts suggestions, or rejects them; answers how many. */
  async settle(verdict: "accept" | "reject", which: WhichSuggestions): Promise<number> {
    const settled = await told(
      this.texts.settle().then(() => call(`suggestion_${verdict}`, { story: this.story, which })),
    );
    await this.read();
    return settled?.count ?? 0;
  }

  /** Ticks an item of a revision note, or takes that back. */
  async tick(item: string, done: boolean): Promise<void> {
    const notes = await told(call("note_item_tick", { story: this.story, item, done }));
    if (notes) this.notes = notes;
  }
}
