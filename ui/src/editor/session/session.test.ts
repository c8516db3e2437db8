import Delta from "quill-delta";
import { beforeEach, describe, expect, it } from "vitest";
import { flushPromises } from "../fixture/core";
import { hashOf } from "./hash";
import { type SaveState, Session } from "./session";
import type { Answer, Edit, Failure, Snapshot, StoryEvent } from "./wire";

/** The core's side of one session, by hand. */
class Hand {
  readonly sent: { edit: Edit; answer(answer: Answer): void; fail(failure: Failure): void }[] = [];
  readonly reloads: ((snapshot: Snapshot) => void)[] = [];
  readonly rescued: [string, string][] = [];
  readonly states: SaveState[] = [];
  readonly alarms = new Map<() => void, number>();
  readonly frames: (() => void)[] = [];
  readonly session: Session;
  /** What the editor shows: what was typed and what the session showed, composed. */
  shown: Delta;
  facts = 0;

  constructor(text: string) {
    this.shown = new Delta().insert(text);
    this.session = new Session(
      {
        story: "s",
        client: "me",
        send: (edit) => new Promise((answer, fail) => this.sent.push({ edit, answer, fail })),
        reload: () => new Promise((resolve) => this.reloads.push(resolve)),
        rescue: (texts) => {
          for (const [container, delta] of texts) this.rescued.push([container, plain(delta)]);
          return Promise.resolve();
        },
        onState: (state) => this.states.push(state),
        onFacts: () => this.facts++,
        timer: (ms, call) => {
          this.alarms.set(call, ms);
          return () => this.alarms.delete(call);
        },
        painted: (call) => {
          this.frames.push(call);
          return () => this.frames.splice(this.frames.indexOf(call), 1);
        },
      },
      { version: 1, texts: [{ container: "body", delta: this.shown.ops }] },
    );
    this.session.attach("body", {
      show: (delta) => (this.shown = this.shown.compose(delta)),
      content: () => this.shown,
    });
  }

  type(at: number, text: string): void {
    this.edit(new Delta().retain(at).insert(text));
  }

  edit(delta: Delta): void {
    this.press(delta);
    this.paint();
  }

  /** A key whose letter is not on the screen yet. */
  press(delta: Delta): void {
    this.shown = this.shown.compose(delta);
    this.session.typed("body", delta);
  }

  /** What was typed is on the screen. */
  paint(): void {
    for (const call of this.frames.splice(0)) call();
  }

  event(from: number, delta: Delta, origin: { client: string; seq: number } | null = null): void {
    const changes = [{ container: "body", delta: delta.ops }];
    this.session.receive({ type: "changed", from_version: from, to_version: from + 1, changes, origin });
  }

  get last() {
    const last = this.sent.at(-1);
    if (!last) throw new Error("nothing was sent");
    return last;
  }

  get ops() {
    return this.last.edit.edits[0]?.delta;
  }

  get state() {
    return this.states.at(-1);
  }

  /** The alarm of so many milliseconds rings. */
  ring(ms: number): void {
    const alarm = [...this.alarms].find(([, each]) => each === ms);
    if (!alarm) throw new Error(`no alarm of ${ms} ms, but ${[...this.alarms.values()].join()}`);
    this.alarms.delete(alarm[0]);
    alarm[0]();
  }
}

const plain = (delta: Delta) => delta.ops.map((op) => String(op.insert)).join("");
const answer = (version: number, text?: string): Answer => ({
  version,
  saved_at: `at ${version}`,
  marks: text === undefined ? [] : [{ container: "body", length: text.length, hash: hashOf(text) }],
});

let hand: Hand;
beforeEach(() => {
  hand = new Hand("abc\n");
});

describe("typing", () => {
  it("is sent once it is on the screen, with what was typed until then", () => {
    hand.press(new Delta().retain(3).insert("d"));
    hand.press(new Delta().retain(4).insert("e"));
    expect(hand.sent.length, "the letter is shown first").toBe(0);
    expect(hand.state, "and nothing says that it is saved").toEqual({ kind: "saving" });
    expect(hand.session.isUnsaved).toBe(true);
    hand.paint();
    expect(hand.ops).toEqual([{ retain: 3 }, { insert: "de" }]);
  });

  it("does not wait for a frame when the window closes", () => {
    hand.press(new Delta().retain(3).insert("d"));
    hand.session.flush();
    expect(hand.ops).toEqual([{ retain: 3 }, { insert: "d" }]);
    hand.paint();
    expect(hand.sent.length, "the frame that comes all the same sends nothing twice").toBe(1);
  });

  it("is sent at once, and composed into the next call while one is in flight", async () => {
    hand.type(3, "d");
    hand.type(4, "e");
    hand.type(5, "f");
    expect(hand.sent.length).toBe(1);
    expect(hand.last.edit).toMatchObject({ story: "s", client: "me", seq: 1, base_version: 1 });
    expect(hand.ops).toEqual([{ retain: 3 }, { insert: "d" }]);
    expect(hand.state).toEqual({ kind: "saving" });
    hand.last.answer(answer(2));
    await flushPromises();
    expect(hand.sent.length).toBe(2);
    expect(hand.last.edit).toMatchObject({ seq: 2, base_version: 2 });
    expect(hand.ops).toEqual([{ retain: 4 }, { insert: "ef" }]);
    hand.last.answer(answer(3));
    await flushPromises();
    expect(hand.state).toEqual({ kind: "saved", at: "at 3" });
  });

  it("is confirmed by the channel or by the answer, whichever comes first", async () => {
    hand.type(3, "d");
    hand.event(1, new Delta().retain(3).insert("d"), { client: "me", seq: 1 });
    hand.type(4, "e");
    expect(hand.sent.length, "one call in flight until it is answered").toBe(1);
    hand.last.answer(answer(2));
    await flushPromises();
    expect(hand.last.edit).toMatchObject({ seq: 2, base_version: 2 });
    hand.last.answer(answer(3));
    await flushPromises();
    hand.event(2, new Delta().retain(4).insert("e"), { client: "me", seq: 2 });
    expect(plain(hand.shown)).toBe("abcde\n");
    expect(hand.reloads.length).toBe(0);
  });

  it("waits for the disk where something must be saved first", async () => {
    let settled = false;
    hand.type(0, "x");
    void hand.session.settled().then(() => (settled = true));
    await flushPromises();
    expect(settled).toBe(false);
    expect(hand.session.isUnsaved).toBe(true);
    hand.last.answer(answer(2));
    await flushPromises();
    expect(settled).toBe(true);
    expect(hand.session.isUnsaved).toBe(false);
  });
});

describe("others", () => {
  it("are shown under what is not confirmed", () => {
    hand.type(3, "d");
    hand.type(4, "e");
    hand.event(1, new Delta().insert("X"));
    expect(plain(hand.shown)).toBe("Xabcde\n");
  });

  it("make our call stale: it goes again on their version, carried over", async () => {
    hand.type(3, "d");
    hand.last.fail({ code: "stale", detail: { version: 2 } });
    await flushPromises();
    expect(hand.sent.length, "it waits for what it has not heard of").toBe(1);
    hand.event(1, new Delta().insert("X"));
    expect(hand.last.edit).toMatchObject({ seq: 2, base_version: 2 });
    expect(hand.ops).toEqual([{ retain: 4 }, { insert: "d" }]);
  });

  it("come first where both write in one place, here as in the core", async () => {
    hand.type(3, "mine");
    hand.event(1, new Delta().retain(3).insert("theirs"));
    expect(plain(hand.shown)).toBe("abctheirsmine\n");
    hand.last.fail({ code: "stale", detail: { version: 2 } });
    await flushPromises();
    expect(hand.ops).toEqual([{ retain: 9 }, { insert: "mine" }]);
  });

  it("never take the final line break with them", async () => {
    // A line below and a join above, composed into one call, seem to replace the final line break …
    hand.edit(new Delta().retain(1).insert("!"));
    hand.edit(new Delta().retain(5).insert("\n", { b: "quote" }));
    hand.edit(new Delta().retain(4).delete(1));
    hand.last.answer(answer(2));
    await flushPromises();
    // … but the old one stays, so what another writes before it stays before it.
    expect(hand.ops).toEqual([{ retain: 4 }, { retain: 1, attributes: { b: "quote" } }]);
    hand.event(2, new Delta().retain(4).insert("theirs"));
    expect(plain(hand.shown)).toBe("a!bctheirs\n");
  });
});

describe("a gap", () => {
  it("is read anew, and what is not confirmed stays", async () => {
    hand.type(3, "d");
    hand.last.answer(answer(2));
    await flushPromises();
    hand.event(4, new Delta().insert("lost sight"));
    hand.type(4, "e");
    expect(hand.reloads.length).toBe(1);
    expect(hand.sent.length, "nothing is sent meanwhile").toBe(1);
    hand.reloads[0]?.({ version: 5, texts: [{ container: "body", delta: [{ insert: "new abcd\n" }] }] });
    await flushPromises();
    expect(plain(hand.shown)).toBe("new abcde\n");
    expect(hand.last.edit).toMatchObject({ seq: 2, base_version: 5 });
    expect(hand.ops).toEqual([{ retain: 8 }, { insert: "e" }]);
    expect(hand.rescued).toEqual([]);
  });

  it("waits for the answer of a call in flight, which is applied once", async () => {
    hand.type(3, "d");
    hand.session.receive({ type: "reopened" });
    expect(hand.reloads.length).toBe(0);
    hand.last.fail({ code: "unreachable" });
    await flushPromises();
    hand.ring(250);
    expect(hand.last.edit.seq, "the same call again").toBe(1);
    hand.last.answer(answer(2));
    await flushPromises();
    hand.reloads[0]?.({ version: 2, texts: [{ container: "body", delta: [{ insert: "abcd\n" }] }] });
    await flushPromises();
    expect(plain(hand.shown)).toBe("abcd\n");
    expect(hand.state?.kind).toBe("saved");
  });
});

describe("a failed commit", () => {
  it("keeps the text in the core's memory: typing goes on, and saved is said when it is", async () => {
    hand.type(3, "d");
    hand.last.fail({ code: "not_saved", detail: { version: 2, reason: "disk_full" } });
    await flushPromises();
    expect(hand.state).toEqual({ kind: "not_saved", reason: "disk_full" });
    hand.type(4, "e");
    expect(hand.last.edit).toMatchObject({ seq: 2, base_version: 2 });
    hand.last.fail({ code: "not_saved", detail: { version: 3, reason: "disk_full" } });
    await flushPromises();
    expect(hand.session.isUnsaved).toBe(true);
    hand.session.receive({ type: "saved", version: 3, saved_at: "later" });
    expect(hand.state).toEqual({ kind: "saved", at: "later" });
    expect(hand.session.isUnsaved).toBe(false);
  });

  it("without a version is asked again with the same number, ever slower", async () => {
    hand.type(3, "d");
    for (const ms of [250, 500, 1000]) {
      hand.last.fail({ code: "not_saved", detail: { reason: "disk_full" } });
      await flushPromises();
      hand.ring(ms);
      expect(hand.last.edit.seq).toBe(1);
    }
    hand.last.answer(answer(2));
    await flushPromises();
    expect(hand.state).toEqual({ kind: "saved", at: "at 2" });
  });
});

describe("an answer that says less", () => {
  it("stale without a version waits for the next change, and does not ask in a circle", async () => {
    hand.type(3, "d");
    hand.last.fail({ code: "stale" });
    await flushPromises();
    expect(hand.sent.length).toBe(1);
    hand.ring(5000);
    expect(hand.reloads.length, "nothing came: the text is read anew").toBe(1);
  });

  it("not saved, after the channel brought it, is over", async () => {
    hand.type(3, "d");
    hand.last.fail({ code: "not_saved" });
    await flushPromises();
    hand.ring(250);
    hand.event(1, new Delta().retain(3).insert("d"), { client: "me", seq: 1 });
    hand.last.fail({ code: "not_saved" });
    await flushPromises();
    expect(hand.state?.kind).toBe("saved");
    expect(hand.session.isUnsaved).toBe(false);
  });
});

describe("a difference", () => {
  it("that an idle editor sees is rescued first, then read anew", async () => {
    hand.type(3, "d");
    hand.last.answer(answer(2, "abcd, they say\n"));
    await flushPromises();
    hand.ring(1000);
    hand.type(0, "typed meanwhile ");
    await flushPromises();
    expect(hand.rescued).toEqual([["body", "abcd\n"]]);
    hand.reloads[0]?.({ version: 2, texts: [{ container: "body", delta: [{ insert: "abcd, they say\n" }] }] });
    await flushPromises();
    expect(plain(hand.shown)).toBe("typed meanwhile abcd, they say\n");
    expect(hand.last.edit).toMatchObject({ base_version: 2 });
  });

  it("is none where the texts are equal", async () => {
    hand.type(3, "d");
    hand.last.answer(answer(2, "abcd\n"));
    await flushPromises();
    hand.ring(1000);
    await flushPromises();
    expect(hand.rescued).toEqual([]);
    expect(hand.reloads).toEqual([]);
  });

  it("after a refusal keeps the words, and asks no second time", async () => {
    hand.type(3, "d");
    hand.last.fail({ code: "refused" });
    await flushPromises();
    expect(hand.rescued).toEqual([["body", "abcd\n"]]);
    hand.reloads[0]?.({ version: 1, texts: [{ container: "body", delta: [{ insert: "abc\n" }] }] });
    await flushPromises();
    expect(plain(hand.shown)).toBe("abc\n");
    expect(hand.sent.length).toBe(1);
    expect(hand.state?.kind).toBe("saved");
  });
});

describe("an input method", () => {
  it("is not disturbed: nothing is sent or shown until it ends", () => {
    hand.session.composing("body", true);
    hand.type(3, "に");
    hand.event(1, new Delta().insert("X"));
    expect(plain(hand.shown)).toBe("abcに\n");
    expect(hand.sent.length).toBe(0);
    expect(hand.state).toEqual({ kind: "composing" });
    hand.edit(new Delta().retain(3).insert("日").delete(1));
    hand.session.composing("body", false);
    expect(plain(hand.shown)).toBe("Xabc日\n");
    expect(hand.ops).toEqual([{ retain: 4 }, { insert: "日" }]);
    expect(hand.last.edit.base_version).toBe(2);
  });

  it("that goes on for two seconds is sent, and still not disturbed", () => {
    hand.session.composing("body", true);
    hand.type(3, "に");
    hand.event(1, new Delta().insert("X"));
    hand.ring(2000);
    expect(hand.ops).toEqual([{ retain: 4 }, { insert: "に" }]);
    expect(plain(hand.shown)).toBe("abcに\n");
    expect(hand.state, "saved is not said meanwhile").toEqual({ kind: "composing" });
  });

  it("is sent when the window loses the focus", () => {
    hand.session.composing("body", true);
    hand.type(3, "に");
    hand.session.flush();
    expect(hand.ops).toEqual([{ retain: 3 }, { insert: "に" }]);
  });
});

it("facts are somebody else's to read", () => {
  hand.session.receive({ type: "facts" } satisfies StoryEvent);
  expect(hand.facts).toBe(1);
});

it("a closed session neither sends nor shows", () => {
  hand.session.close();
  hand.type(0, "x");
  hand.event(1, new Delta().insert("X"));
  expect(hand.sent).toEqual([]);
  expect(plain(hand.shown)).toBe("xabc\n");
});
