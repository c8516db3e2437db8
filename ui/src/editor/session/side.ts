// One text of a story as this client has it: what the core confirmed, what is on its way, what was
// typed since. The view shows confirmed + inflight + pending, less what is held back from it.
import Delta from "quill-delta";
import { composeAll } from "../bridge/compose";
import { diffKeepingFinal, keepFinal } from "../bridge/final";

/** The editor of a text, if one is open. */
export interface Port {
  /** Something will be shown: what the page has done and not told yet, such as a moved caret, is read first. */
  ready?(): void;
  /** Shows somebody else's change. */
  show(delta: Delta): void;
  /** What it shows. */
  content(): Delta;
}

/** What the core has: a text and the deltas since, composed only when somebody asks. */
class Confirmed {
  private log: Delta[] = [];
  units: number;

  constructor(private base: Delta) {
    this.units = base.length();
  }

  push(delta: Delta): void {
    this.log.push(delta);
    this.units += delta.changeLength();
    if (this.log.length >= 256) this.log = [composeAll(this.log)];
  }

  content(): Delta {
    if (this.log.length > 0) this.base = this.base.compose(composeAll(this.log));
    this.log = [];
    return this.base;
  }
}

const NOTHING = new Delta();

/** Whether a delta changes nothing. */
export function isNothing(delta: Delta): boolean {
  return delta.ops.length === 0;
}

/** One text. */
export class Side {
  private confirmed: Confirmed;
  /** Sent, not yet confirmed. */
  inflight: Delta = NOTHING;
  /** Typed since. */
  pending: Delta = NOTHING;
  /** What others wrote and the view does not show yet, because an input method composes in it. */
  private held: Delta = NOTHING;
  /** Whether an input method composes. */
  composing = false;
  port: Port | null = null;

  constructor(
    readonly container: string,
    text: Delta,
    /** Whether the text has lines, whose final break stays. */
    private readonly lines: boolean,
  ) {
    this.confirmed = new Confirmed(text);
  }

  /** The text with everything that was typed. */
  text(): Delta {
    return this.confirmed.content().compose(this.inflight).compose(this.pending);
  }

  /** What the person sees. */
  seen(): Delta {
    return this.port?.content() ?? this.text();
  }

  /** The person wrote. */
  typed(delta: Delta): void {
    const held = this.held;
    this.held = delta.transform(held, false);
    this.add(held.transform(delta, true));
  }

  /** What is pending is sent. */
  take(): Delta {
    this.inflight = this.pending;
    this.pending = NOTHING;
    return this.inflight;
  }

  /** What was sent is in. */
  confirm(): void {
    if (!isNothing(this.inflight)) this.confirmed.push(this.inflight);
    this.inflight = NOTHING;
  }

  /** What was sent is not in: it goes again with the next. */
  giveBack(): void {
    const pending = this.pending;
    this.pending = this.inflight;
    this.inflight = NOTHING;
    this.add(pending);
  }

  /** Somebody else's change comes before everything that is not confirmed. */
  merge(remote: Delta): void {
    this.confirmed.push(remote);
    this.carry(remote);
  }

  /** The core's text as it is now, after changes that were not heard of. */
  reload(text: Delta): void {
    const missed = diffKeepingFinal(this.confirmed.content(), text, this.lines);
    this.confirmed = new Confirmed(text);
    this.carry(missed);
  }

  /** Takes what the person sees for the common ground: what was not confirmed is rescued elsewhere. */
  abandon(seen: Delta): void {
    this.confirmed = new Confirmed(seen);
    this.inflight = NOTHING;
    this.pending = NOTHING;
    this.held = NOTHING;
  }

  /** Shows what was held back, once no input method composes. */
  release(): void {
    if (this.composing || isNothing(this.held)) return;
    this.port?.ready?.();
    const held = this.held;
    this.held = NOTHING;
    this.port?.show(held);
  }

  private add(delta: Delta): void {
    const sum = this.pending.compose(delta);
    const units = this.confirmed.units + this.inflight.changeLength();
    this.pending = this.lines ? keepFinal(sum, units, () => this.finalEnd()) : sum;
  }

  private finalEnd() {
    const ops = this.confirmed.content().compose(this.inflight).ops;
    return ops[ops.length - 1]?.attributes ?? {};
  }

  private carry(remote: Delta): void {
    const afterInflight = this.inflight.transform(remote, false);
    this.inflight = remote.transform(this.inflight, true);
    const afterPending = this.pending.transform(afterInflight, false);
    this.pending = afterInflight.transform(this.pending, true);
    if (isNothing(afterPending)) return;
    this.held = this.held.compose(afterPending);
    this.release();
  }
}
