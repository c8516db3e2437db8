// What the screens know of the desk: who is here, the house, the list of stories, the outbox. All of it
// is the core's; this only reads it again when an event says that it changed.
import { CLOSED, WireError } from "../ipc";
import { call, closeWindow, watchDesk, type ChannelEvent, type ShellEvent } from "../ipc/desk";
import type { DeskEvent } from "../ipc/generated/DeskEvent";
import type { DeskView } from "../ipc/generated/DeskView";
import type { HouseView } from "../ipc/generated/HouseView";
import type { OutboxView } from "../ipc/generated/OutboxView";
import type { PersonView } from "../ipc/generated/PersonView";
import type { StoryList } from "../ipc/generated/StoryList";
import type { Tray } from "../ipc/generated/Tray";
import { l10n, t } from "../l10n";
import { actions } from "./actions.svelte";
import { isAction } from "./keys";
import { latest } from "./latest";
import { notices, sentence, told } from "./notices.svelte";
import { post } from "./post.svelte";
import { said } from "./said";
import { unhurried } from "./unhurried";

/** How many rows the list reads at once. */
const ROWS = 200;
/** How many it reads for the first picture: more than fit on a screen. */
const FIRST_ROWS = 40;

/** Why the last change is not on disk. */
export interface NotSaved {
  /** `disk_full`, `read_only` or `broken`. */
  reason: string;
}

class Desk {
  /** Who is here and what the house holds to; `null` until it was read. */
  view = $state.raw<DeskView | null>(null);
  /** Why the desk could not be read at all. */
  failed = $state<string | null>(null);
  /** Whether the desk could not be opened. */
  isClosed = $state(false);
  /** The list as it was last read. */
  list = $state.raw<StoryList | null>(null);
  /** The tray that the list shows. */
  tray = $state<Tray>("drafts");
  /** The letters that the list is asked for. */
  query = $state("");
  /** People who may be printed. */
  persons = $state.raw<readonly PersonView[]>([]);
  /** The outbox; `null` until it was read. */
  outbox = $state.raw<OutboxView | null>(null);
  /** Set while something is not on disk. */
  notSaved = $state<NotSaved | null>(null);
  /** When the last commit was. */
  savedAt = $state<number | null>(null);
  /** Whether the core has stopped answering. */
  lost = $state(false);

  /** Sends what was typed last, since the window is about to close; whether something is not on disk. */
  lastWords: () => Promise<boolean> = () => Promise.resolve(false);

  #rows = FIRST_ROWS;
  #stories = new Set<(story: string | null) => void>();
  // Every letter changes a story: the list, and what stands beside the text, are read when the typing pauses.
  readonly #listed = unhurried(() => void this.readList());
  readonly #tellOf = new Map<string, () => void>();

  /** Reads all again, as often as asked and never twice at once. */
  readonly readView = latest(async () => {
    try {
      this.take(await call("desk_show", {}));
      this.failed = null;
      this.isClosed = false;
    } catch (reason) {
      this.isClosed = WireError.from(reason).code === CLOSED;
      this.failed = this.isClosed ? null : sentence(reason);
    }
  });
  readonly readList = latest(async () => {
    const list = await told(call("desk_stories", { tray: this.tray, query: this.query, limit: this.#rows }));
    if (list) this.list = list;
  });
  readonly readPersons = latest(async () => {
    const persons = await told(call("person_list", {}));
    if (persons) this.persons = persons;
  });
  readonly readOutbox = latest(async () => {
    const outbox = await told(call("outbox_show", {}));
    if (outbox) this.outbox = outbox;
  });

  /** The first picture is on the screen: the rest of the list follows. */
  readOn(): void {
    this.#rows = ROWS;
    if (this.list && this.list.found > this.list.stories.length) void this.readList();
  }

  /** Begins: reads, and listens. */
  start(): () => void {
    const end = watchDesk((event) => this.hear(event));
    // First what the first picture needs.
    void Promise.all([this.readView(), this.readList()])
      .then(() => Promise.all([this.readPersons(), this.readOutbox()]))
      .then(() => this.#tellLate());
    return end;
  }

  /** What was to go while Copydesk was closed waits for a word in the outbox: that is said at the start, wherever one is. */
  #tellLate(): void {
    for (const { slugline, headline, rows } of this.outbox?.stories ?? []) {
      const late = rows.find((row) => row.state === "ask" && row.trouble);
      if (late?.trouble)
        notices.say("warn", t("late-at-start", { slug: slugline || headline, late: said(late.trouble) }));
    }
  }

  /** The desk, which was closed, is open. */
  opened(): void {
    void this.readAll().then(() => this.#tellLate());
  }

  /** Reads everything. */
  async readAll(): Promise<void> {
    await Promise.all([this.readView(), this.readList(), this.readPersons(), this.readOutbox()]);
  }

  /** Takes what the core says of the desk. */
  take(view: DeskView): void {
    this.view = view;
    void l10n.speak(view.house.interface_language);
    l10n.keepTime(view.house.time_zone);
    actions.singleLetters = view.house.single_letter_keys;
  }

  /** Takes an event of the desk's channel. */
  hear(event: DeskEvent | ChannelEvent | ShellEvent): void {
    switch (event.type) {
      case "story":
        this.#listed();
        this.#changed(event.story);
        break;
      case "desk":
        void this.readView();
        void this.readPersons();
        void this.readOutbox();
        break;
      case "outbox":
        void this.readOutbox();
        void this.readList();
        break;
      case "not_saved":
        this.notSaved = { reason: event.reason };
        break;
      case "saved":
        this.notSaved = null;
        this.savedAt = event.at_ms;
        break;
      case "menu":
        if (isAction(event.act) && !this.isClosed) actions.run(event.act);
        break;
      case "handed":
        post.handed += 1;
        break;
      case "closing":
        void this.lastWords().then(closeWindow);
        break;
      case "closed":
        this.lost = true;
        break;
      case "reopened":
        this.lost = false;
        void this.readAll();
        for (const listener of this.#stories) listener(null);
        break;
    }
  }

  /** Hears of changes of stories; `null`: any may have changed. */
  onStory(listener: (story: string | null) => void): () => void {
    this.#stories.add(listener);
    return () => this.#stories.delete(listener);
  }

  #changed(story: string): void {
    let tell = this.#tellOf.get(story);
    if (!tell) {
      tell = unhurried(() => {
        for (const listener of this.#stories) listener(story);
      });
      this.#tellOf.set(story, tell);
    }
    tell();
  }

  /** Shows another tray. */
  show(tray: Tray): void {
    if (this.tray === tray) return;
    this.tray = tray;
    void this.readList();
  }

  /** Asks the list for a few letters. */
  find(query: string): void {
    if (this.query === query) return;
    this.query = query;
    void this.readList();
  }

  /** The house's lists and rules. */
  get house(): HouseView | null {
    return this.view?.house ?? null;
  }

  /** Changes the house. */
  async keepHouse(change: Partial<HouseView>): Promise<void> {
    if (!this.view) return;
    const view = await told(call("house_set", { ...this.view.house, ...change }));
    if (view) this.take(view);
  }

  /** Acts as somebody else from now on. */
  async actAs(member: string): Promise<void> {
    const view = await told(call("member_switch", { member }));
    if (!view) return;
    this.take(view);
    await this.readList();
    for (const listener of this.#stories) listener(null);
  }

  /** Makes a story; answers its identifier. */
  async newStory(): Promise<string | undefined> {
    const made = await told(call("story_create", { slugline: "", language: "" }));
    return made?.id;
  }
}

/** The desk of this window. */
export const desk = new Desk();
