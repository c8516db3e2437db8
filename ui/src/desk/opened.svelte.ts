// Which story is open: its facts, and the editor's session on its texts. The session outlives the screen
// that shows it: what was typed is sent whichever screen is looked at, and a story that is left keeps its
// session until its last word is on disk.
import type { Answer, Edit, Outside, SaveState, Session, Snapshot, StoryEvent as TextEvent } from "../editor";
import { painted, timer } from "../editor/session/timer";
import { WireError } from "../ipc";
import { call, watchStory, type ChannelEvent } from "../ipc/desk";
import type { StoryEdit } from "../ipc/generated/StoryEdit";
import type { StoryEvent } from "../ipc/generated/StoryEvent";
import type { StoryView } from "../ipc/generated/StoryView";
import { t } from "../l10n";
import { desk } from "../shared/desk.svelte";
import { notices, sentence } from "../shared/notices.svelte";
import { route } from "../shared/route.svelte";
import { saving, type Kept } from "../shared/saving.svelte";
import { Story } from "../shared/story.svelte";

/** Read with the first story, not with the first picture. */
const readSession = () => import("../editor/session/session");

/** A session with what belongs to it. */
interface Open {
  story: Story;
  session: Session;
  /** Stops listening. */
  end: () => void;
}

class Opened {
  /** The open story; `null`: none, or not read yet. */
  story = $state.raw<Story | null>(null);
  /** The session on its texts. */
  session = $state.raw<Session | null>(null);
  /** Why it could not be opened. */
  failed = $state<string | null>(null);

  #wanted: string | null = null;
  #now: Open | null = null;
  /** Stories that were left while something of theirs was not on disk. */
  #leaving = new Set<Open>();

  /** Follows the address. */
  start(): () => void {
    const stop = $effect.root(() => {
      $effect(() => {
        const id = route.story;
        if (id !== this.#wanted) void this.#open(id);
      });
    });
    // The window goes: what an input method still holds is sent.
    const hide = () => this.#now?.session.flush();
    window.addEventListener("pagehide", hide);
    desk.lastWords = () => this.#lastWords();
    return () => {
      stop();
      window.removeEventListener("pagehide", hide);
      this.#leave();
    };
  }

  /** Whether something that was typed is not on disk. */
  get isUnsaved(): boolean {
    return (this.#now?.session.isUnsaved ?? false) || [...this.#leaving].some((open) => open.session.isUnsaved);
  }

  /** Tries once more. */
  again(): void {
    void this.#open(this.#wanted);
  }

  async #lastWords(): Promise<boolean> {
    const all = [...(this.#now ? [this.#now] : []), ...this.#leaving];
    for (const { session } of all) session.flush();
    await Promise.allSettled(all.map(({ session }) => settle(session)));
    return this.isUnsaved;
  }

  async #open(id: string | null): Promise<void> {
    this.#wanted = id;
    this.#leave();
    this.failed = null;
    if (id === null) return;
    // A story that is come back to before its last word was on disk goes on with the session that has it.
    const left = [...this.#leaving].find((open) => open.story.id === id);
    if (left) {
      this.#leaving.delete(left);
      this.#show(left);
      return;
    }
    const story = new Story(id);
    const early: (StoryEvent | ChannelEvent)[] = [];
    let hear: (event: StoryEvent | ChannelEvent) => void = (event) => early.push(event);
    // The channel is opened first, so that nothing falls between reading and listening.
    const end = watchStory(id, (event) => hear(event));
    try {
      // What keeps a text is read while the core opens it.
      const [answer, { Session }] = await Promise.all([call("story_open", { story: id }), readSession()]);
      if (this.#wanted !== id) throw new WireError("left", "");
      const open: Open = { story, session: new Session(this.#outside(story), snapshotOf(answer)), end };
      story.settle = () => settle(open.session);
      story.asking.texts = {
        settle: story.settle,
        version: () => open.session.at,
        text: (container) => plainOf(open.session.text(container).ops),
        suggest: (suggesting) => open.session.suggest(suggesting),
      };
      hear = (event) => receive(open, event);
      for (const event of early) receive(open, event);
      this.#show(open);
    } catch (reason) {
      end();
      story.close();
      if (this.#wanted === id) this.failed = sentence(reason);
    }
  }

  #outside(story: Story): Outside {
    return {
      story: story.id,
      client: name(),
      send: edit,
      reload: async () => snapshotOf(await call("story_open", { story: story.id })),
      rescue: async (texts) => {
        for (const [container, delta] of texts) {
          await call("story_rescue", { story: story.id, container, text: plainOf(delta.ops) });
        }
        notices.say("warn", t("rescued"));
      },
      onState: (state) => this.#state(story, state),
      onFacts: () => void story.read(),
      timer,
      painted,
    };
  }

  #show(open: Open): void {
    this.#now = open;
    this.story = open.story;
    this.session = open.session;
    saving.kept = open.session.isUnsaved ? { kind: "sending" } : { kind: "saved", at: null };
  }

  #state(story: Story, state: SaveState): void {
    if (this.story === story) saving.kept = kept(state);
    if (state.kind !== "saved") return;
    for (const open of this.#leaving) if (open.story === story) this.#close(open);
  }

  #leave(): void {
    const open = this.#now;
    this.#now = null;
    this.story = null;
    this.session = null;
    saving.kept = { kind: "saved", at: null };
    if (!open) return;
    open.session.flush();
    if (open.session.isUnsaved) this.#leaving.add(open);
    else this.#close(open);
  }

  #close(open: Open): void {
    this.#leaving.delete(open);
    open.session.close();
    open.end();
    open.story.close();
  }
}

/** A session's name to the core: each counts its edits from one, so no two may have the same. */
function name(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

/** The texts of an opened story as a session reads them; both sides mean the same by a delta. */
function snapshotOf({ version, texts }: StoryView): Snapshot {
  return { version, texts: texts as Snapshot["texts"] };
}

async function edit({ story, client, seq, base_version, edits, suggesting }: Edit): Promise<Answer> {
  const ack = await call("story_edit", {
    story,
    client,
    seq,
    base_version,
    edits: edits as unknown as StoryEdit["edits"],
    ...(suggesting ? { suggesting } : {}),
  });
  return { version: ack.version, saved_at: iso(ack.saved_at_ms), marks: ack.marks };
}

function plainOf(ops: readonly { insert?: unknown }[]): string {
  return ops.map((op) => (typeof op.insert === "string" ? op.insert : "")).join("");
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function kept(state: SaveState): Kept {
  switch (state.kind) {
    case "saved":
      return { kind: "saved", at: state.at === null ? null : Date.parse(state.at) };
    case "saving":
      return { kind: "sending" };
    case "composing":
      return { kind: "composing" };
    case "not_saved":
      return { kind: "not_saved", reason: state.reason };
  }
}

function receive(open: Open, event: StoryEvent | ChannelEvent): void {
  if (event.type === "closed") desk.lost = true;
  else if (event.type === "saved")
    open.session.receive({ type: "saved", version: event.version, saved_at: iso(event.at_ms) });
  else open.session.receive(event as TextEvent);
}

/** Waits for the disk; where the disk takes nothing, says so at once instead of waiting for ever. */
function settle(session: Session): Promise<void> {
  if (saving.kept.kind === "not_saved")
    return Promise.reject(new WireError("not_saved", t(`not-saved-${saving.kept.reason}`)));
  return session.settled();
}

/** The open story of this window. */
export const opened = new Opened();
