// The client's half of the keystroke path. What is typed is shown at once and sent in the order
// typed, one call in flight; what others write is transformed over what is not confirmed. The core
// accepts only deltas on its current version, so it alone decides the order.
import Delta from "quill-delta";
import { plainText } from "../bridge/row";
import { hashOf } from "./hash";
import { type Port, Side, isNothing } from "./side";
import type { Painted, Timer } from "./timer";
import {
  type Answer,
  type Edit,
  type Failure,
  NOT_SAVED,
  STALE,
  type Snapshot,
  type StoryEvent,
  type TextChange,
  type TextMark,
  UNREACHABLE,
  detail,
} from "./wire";

/** What the status line says. */
export type SaveState =
  | { readonly kind: "saved"; readonly at: string | null }
  | { readonly kind: "saving" }
  | { readonly kind: "composing" }
  | { readonly kind: "not_saved"; readonly reason: string };

/** What a session needs from outside. */
export interface Outside {
  readonly story: string;
  /** This session's name: 32 hex digits, new with each, for the numbers of its edits begin anew. */
  readonly client: string;
  /** Calls `story_edit`; rejects with a `Failure`. */
  send(edit: Edit): Promise<Answer>;
  /** Reads the story's texts as they are now. */
  reload(): Promise<Snapshot>;
  /** Keeps a text that the core has otherwise, as a rescued revision. */
  rescue(texts: ReadonlyMap<string, Delta>): Promise<void>;
  /** The state changed. */
  onState(state: SaveState): void;
  /** Facts changed. */
  onFacts(): void;
  readonly timer: Timer;
  /** When what was typed is on the screen. A call costs the page more than showing a letter does, so it waits. */
  readonly painted: Painted;
}

interface Call {
  readonly edit: Edit;
  /** Whether the channel brought it before its answer. */
  confirmed: boolean;
  /** The answer to a suggestion, which is no longer what was sent: the channel says what became of it. */
  answer: Answer | null;
}

/** How long an input method may compose before what it wrote is sent. */
const COMPOSED_MS = 2_000;
/** How long after the last answer the texts are compared. */
const IDLE_MS = 1_000;
/** How long to wait for changes that a stale answer speaks of. */
const STALE_MS = 5_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

const BODY = "body";

/** One story, one window. */
export class Session {
  private readonly sides = new Map<string, Side>();
  private version: number;
  private seq = 0;
  private call: Call | null = null;
  /** The version that a stale answer spoke of, while its changes have not come. */
  private awaited: number | null = null;
  /** Events that came while the texts are read anew. */
  private missed: StoryEvent[] | null = null;
  private savedAt: string | null = null;
  private unsaved: string | null = null;
  private marks: { version: number; marks: readonly TextMark[] } | null = null;
  private suggesting = false;
  private retryMs = FIRST_RETRY_MS;
  private said: SaveState | null = null;
  private closed = false;
  private reading = false;
  /** Texts to keep before they are read anew. */
  private rescued: Map<string, Delta> | null = null;
  private readonly settlers: (() => void)[] = [];
  private readonly cancel = new Map<string, () => void>();

  constructor(
    private readonly outside: Outside,
    opened: Snapshot,
  ) {
    this.version = opened.version;
    for (const { container, delta } of opened.texts) this.side(container, new Delta([...delta]));
    this.say();
  }

  /** The version that the texts have, once all is settled. */
  get at(): number {
    return this.version;
  }

  /** Whether what is typed is suggested. */
  get isSuggesting(): boolean {
    return this.suggesting;
  }

  /** From now on what is typed is suggested, or done. What was typed before goes first, as it was meant. */
  async suggest(suggesting: boolean): Promise<void> {
    await this.settled();
    this.suggesting = suggesting;
  }

  /** A text as it is now, with what is not confirmed. */
  text(container: string): Delta {
    return this.side(container).text();
  }

  /** Connects the editor of a text, which shows `text(container)`; returns what disconnects it. */
  attach(container: string, port: Port): () => void {
    const side = this.side(container);
    side.port = port;
    return () => {
      if (side.port !== port) return;
      this.composing(container, false);
      side.port = null;
    };
  }

  /** The person wrote in a text. */
  typed(container: string, delta: Delta): void {
    if (isNothing(delta)) return;
    this.side(container).typed(delta);
    if (this.isComposing()) this.after("composed", COMPOSED_MS, () => this.push(true));
    else this.pushPainted();
    this.say();
  }

  /** An input method began or ended in a text. */
  composing(container: string, composing: boolean): void {
    const side = this.side(container);
    if (side.composing === composing) return;
    side.composing = composing;
    side.release();
    if (!this.isComposing()) this.push(false);
    this.say();
  }

  /** Sends what was typed now, an input method or not: the window loses the focus or closes. */
  flush(): void {
    this.push(true);
    this.say();
  }

  /** Resolves when everything typed so far is on disk. What must be saved first waits for it. */
  settled(): Promise<void> {
    this.flush();
    if (this.isSettled()) return Promise.resolve();
    return new Promise((resolve) => this.settlers.push(resolve));
  }

  /** Whether something typed is not on disk. */
  get isUnsaved(): boolean {
    return !this.isSettled();
  }

  /** Ends the session; the caller has asked, if something is not on disk. */
  close(): void {
    this.closed = true;
    for (const cancel of this.cancel.values()) cancel();
    this.cancel.clear();
  }

  /** The channel brought an event. */
  receive(event: StoryEvent): void {
    if (this.closed) return;
    if (this.missed && event.type === "changed") {
      this.missed.push(event);
      return;
    }
    switch (event.type) {
      case "changed":
        this.changed(event);
        break;
      case "saved":
        this.unsaved = null;
        this.savedAt = event.saved_at;
        break;
      case "not_saved":
        this.unsaved = event.reason;
        break;
      case "facts":
        this.outside.onFacts();
        break;
      case "reopened":
        this.resync();
        break;
    }
    this.say();
  }

  private side(container: string, text = new Delta()): Side {
    let side = this.sides.get(container);
    if (!side) {
      side = new Side(container, text, container === BODY);
      this.sides.set(container, side);
    }
    return side;
  }

  private changed(event: StoryEvent & { type: "changed" }): void {
    if (event.to_version <= this.version) return;
    const own = event.origin?.client === this.outside.client;
    const mine = own && this.call !== null && !this.call.confirmed && event.origin?.seq === this.call.edit.seq;
    // A gap, or an edit of ours of which we have lost sight: the texts are read anew.
    if (event.from_version !== this.version || (own && !mine)) return this.resync();
    if (mine) {
      this.confirm(event.to_version);
      this.patch(event.correction ?? []);
      if (this.call?.answer) this.done(this.call.answer);
    } else {
      this.patch(event.changes);
      this.version = event.to_version;
    }
    if (this.awaited !== null && this.version >= this.awaited) {
      this.stop("stale");
      this.awaited = null;
      this.push(false);
    }
  }

  private patch(changes: readonly TextChange[]): void {
    for (const { container, delta } of changes) this.side(container).merge(new Delta([...delta]));
  }

  private confirm(version: number): void {
    for (const side of this.sides.values()) side.confirm();
    this.version = version;
    if (this.call) this.call.confirmed = true;
  }

  /** Sends what is pending once it is on the screen; what is typed until then goes with it. */
  private pushPainted(): void {
    if (this.cancel.has("painted")) return;
    const stop = this.outside.painted(() => {
      this.cancel.delete("painted");
      this.push(false);
      this.say();
    });
    this.cancel.set("painted", stop);
  }

  /** Sends what is pending. `now`: neither an input method nor a letter that is not painted is waited for. */
  private push(now: boolean): void {
    if (this.closed || this.call || this.missed || this.awaited !== null) return;
    if (!now && (this.isComposing() || this.cancel.has("painted"))) return;
    const edits = [...this.sides.values()]
      .filter((side) => !isNothing(side.pending))
      .map((side) => ({ container: side.container, delta: side.take().ops }));
    if (edits.length === 0) return;
    this.stop("composed");
    this.stop("painted");
    this.stop("idle");
    const { story, client } = this.outside;
    const edit: Edit = { story, client, seq: ++this.seq, base_version: this.version, edits };
    this.call = {
      edit: this.suggesting ? { ...edit, suggesting: true } : edit,
      confirmed: false,
      answer: null,
    };
    this.transmit(this.call);
  }

  private transmit(call: Call): void {
    this.outside.send(call.edit).then(
      (answer) => this.answered(call, answer),
      (failure: Failure) => this.failed(call, failure),
    );
  }

  private answered(call: Call, answer: Answer): void {
    if (this.closed || this.call !== call) return;
    if (call.edit.suggesting && !call.confirmed && !this.missed) {
      // Nothing is sent on a text that we do not have yet.
      call.answer = answer;
      if (answer.version === this.version) return this.unheard(answer);
      this.after("stale", STALE_MS, () => this.unheard(answer));
      return;
    }
    // Accepted on our version: nothing came between, so the channel will only repeat it.
    if (!call.confirmed) this.confirm(answer.version);
    this.done(answer);
  }

  /** What became of a suggestion was not heard in time: the texts are read anew. */
  private unheard(answer: Answer): void {
    this.confirm(answer.version);
    this.missed = [];
    this.done(answer);
  }

  /** A call is over. */
  private done(answer: Answer): void {
    this.stop("stale");
    this.call = null;
    this.savedAt = answer.saved_at;
    this.unsaved = null;
    this.retryMs = FIRST_RETRY_MS;
    this.marks = answer;
    this.after("idle", IDLE_MS, () => this.compare());
    this.next();
  }

  private failed(call: Call, failure: Failure): void {
    if (this.closed || this.call !== call) return;
    const version = detail(failure, "version");
    const reason = detail(failure, "reason");
    switch (failure.code) {
      case STALE:
        this.call = null;
        for (const side of this.sides.values()) side.giveBack();
        // Without a version there is at least one change that we have not heard of.
        this.stale(typeof version === "number" ? version : this.version + 1);
        break;
      case NOT_SAVED:
        this.unsaved = typeof reason === "string" ? reason : NOT_SAVED;
        if (call.confirmed) {
          // The channel speaks only of what is on disk, so this answer is an old one.
          this.unsaved = null;
        } else if (typeof version === "number" && !call.edit.suggesting) {
          // The core has the text in memory, ahead of the disk, and says when it is written.
          this.confirm(version);
        } else return this.again(call);
        this.call = null;
        break;
      case UNREACHABLE:
        this.unsaved = UNREACHABLE;
        return this.again(call);
      default:
        // Refused: asking again would be refused again. What the person sees is kept first.
        this.call = null;
        this.diverged([...this.sides.values()].filter((side) => !isNothing(side.inflight)));
    }
    this.next();
  }

  /** Sends the same call again, which the core answers with its first result if it had it. */
  private again(call: Call): void {
    this.after("retry", this.retryMs, () => this.transmit(call));
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    this.say();
  }

  private stale(version: number): void {
    if (version < this.version) return this.resync();
    if (version === this.version) return;
    this.awaited = version;
    this.after("stale", STALE_MS, () => this.resync());
  }

  private next(): void {
    if (this.missed) void this.read();
    else this.push(false);
    this.say();
  }

  /** Reads the texts anew; what is not confirmed stays. A call in flight has to be answered first. */
  private resync(): void {
    if (this.missed) return;
    this.missed = [];
    this.awaited = null;
    this.stop("stale");
    if (this.call?.answer) return this.answered(this.call, this.call.answer);
    if (!this.call) void this.read();
    this.say();
  }

  private async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    let failed = false;
    try {
      if (this.rescued) await this.outside.rescue(this.rescued);
      this.rescued = null;
      const { version, texts } = await this.outside.reload();
      if (this.closed) return;
      const now = new Map(texts.map(({ container, delta }) => [container, new Delta([...delta])]));
      for (const container of now.keys()) this.side(container);
      for (const side of this.sides.values()) side.reload(now.get(side.container) ?? new Delta());
      this.version = version;
      const missed = this.missed ?? [];
      this.missed = null;
      this.unsaved = null;
      for (const event of missed) this.receive(event);
      this.push(false);
    } catch {
      failed = true;
      this.unsaved = UNREACHABLE;
      this.after("retry", this.retryMs, () => void this.read());
      this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    }
    this.reading = false;
    // Among what came meanwhile was another gap.
    if (!failed && this.missed && !this.call) return this.read();
    this.say();
  }

  /** The core has these texts otherwise: what the person sees is kept, then everything is read anew. */
  private diverged(sides: readonly Side[]): void {
    const rescued = this.rescued ?? new Map<string, Delta>();
    for (const side of sides) {
      const seen = side.seen();
      rescued.set(side.container, seen);
      side.abandon(seen);
    }
    this.rescued = rescued;
    this.resync();
  }

  private compare(): void {
    const { marks } = this;
    if (!marks || marks.version !== this.version || !this.isSettled() || this.isComposing()) return;
    const wrong = marks.marks.flatMap(({ container, length, hash }) => {
      const side = this.sides.get(container);
      if (!side) return [];
      const text = plainText(side.seen());
      return text.length === length && hashOf(text) === hash ? [] : [side];
    });
    if (wrong.length > 0) this.diverged(wrong);
  }

  private isComposing(): boolean {
    return [...this.sides.values()].some((side) => side.composing);
  }

  private isSettled(): boolean {
    return (
      !this.call &&
      !this.missed &&
      this.awaited === null &&
      this.unsaved === null &&
      [...this.sides.values()].every((side) => isNothing(side.pending))
    );
  }

  private state(): SaveState {
    if (this.isComposing()) return { kind: "composing" };
    if (this.unsaved !== null) return { kind: "not_saved", reason: this.unsaved };
    return this.isSettled() ? { kind: "saved", at: this.savedAt } : { kind: "saving" };
  }

  private say(): void {
    if (this.closed) return;
    const state = this.state();
    if (JSON.stringify(state) !== JSON.stringify(this.said)) {
      this.said = state;
      this.outside.onState(state);
    }
    if (this.isSettled()) for (const settle of this.settlers.splice(0)) settle();
  }

  private after(what: string, ms: number, call: () => void): void {
    this.stop(what);
    this.cancel.set(
      what,
      this.outside.timer(ms, () => {
        this.cancel.delete(what);
        call();
      }),
    );
  }

  private stop(what: string): void {
    this.cancel.get(what)?.();
    this.cancel.delete(what);
  }
}
