// A session whose person suggests: what was sent comes back as something else, and is patched.
import Delta from "quill-delta";
import { beforeEach, describe, expect, it } from "vitest";
import { flushPromises } from "../fixture/core";
import { hashOf } from "./hash";
import { Session } from "./session";
import type { Answer, Edit, Snapshot } from "./wire";

const plain = (delta: Delta) => delta.ops.map((op) => String(op.insert)).join("");

let shown: Delta;
let sent: { edit: Edit; answer(answer: Answer): void }[];
let reloads: ((snapshot: Snapshot) => void)[];
let alarms: Map<() => void, number>;
let session: Session;

beforeEach(() => {
  shown = new Delta().insert("abc\n");
  sent = [];
  reloads = [];
  alarms = new Map();
  session = new Session(
    {
      story: "s",
      client: "me",
      send: (edit) => new Promise((answer) => sent.push({ edit, answer })),
      reload: () => new Promise((resolve) => reloads.push(resolve)),
      rescue: () => Promise.reject(new Error("nothing is to be rescued")),
      onState: () => undefined,
      onFacts: () => undefined,
      timer: (ms, call) => {
        alarms.set(call, ms);
        return () => alarms.delete(call);
      },
      painted: (call) => {
        let waits = true;
        queueMicrotask(() => waits && call());
        return () => {
          waits = false;
        };
      },
    },
    { version: 1, texts: [{ container: "body", delta: shown.ops }] },
  );
  session.attach("body", { show: (delta) => (shown = shown.compose(delta)), content: () => shown });
});

async function type(delta: Delta) {
  shown = shown.compose(delta);
  session.typed("body", delta);
  await flushPromises();
}

/** What the core has made of a deletion of "b": it stands, struck through. */
const correction = [{ container: "body", delta: [{ retain: 1 }, { insert: "b", attributes: { del_1: "x" } }] }];
const became = () => {
  const changes = [{ container: "body", delta: [{ retain: 1 }, { retain: 1, attributes: { del_1: "x" } }] }];
  const origin = { client: "me", seq: 1 };
  session.receive({ type: "changed", from_version: 1, to_version: 2, changes, correction, origin });
};
const answer = (version: number, text: string): Answer => ({
  version,
  saved_at: "now",
  marks: [{ container: "body", length: text.length, hash: hashOf(text) }],
});
const ops = (at: number) => sent[at]?.edit.edits[0]?.delta;

describe("a suggestion", () => {
  beforeEach(async () => {
    await session.suggest(true);
    await type(new Delta().retain(1).delete(1));
  });

  it("says that it is one, and only until it is switched off", async () => {
    expect(sent[0]?.edit.suggesting).toBe(true);
    const off = session.suggest(false);
    sent[0]?.answer(answer(2, "abc\n"));
    await flushPromises();
    became();
    await off;
    await type(new Delta().insert("x"));
    expect(sent[1]?.edit.suggesting, "what is typed now is done").toBeUndefined();
  });

  it("is patched by what became of it, whichever comes first", async () => {
    became();
    expect(plain(shown)).toBe("abc\n");
    sent[0]?.answer(answer(2, "abc\n"));
    await flushPromises();
    expect([session.isUnsaved, session.at, plain(session.text("body"))]).toEqual([false, 2, "abc\n"]);
  });

  it("lets nothing be sent before it was patched, and sends that on the text as it became", async () => {
    await type(new Delta().retain(2).insert("d"));
    sent[0]?.answer(answer(2, "abc\n"));
    await flushPromises();
    expect(sent.length, "the text of version 2 is not here yet").toBe(1);
    expect(session.isUnsaved).toBe(true);
    became();
    expect(sent.length).toBe(2);
    expect(sent[1]?.edit.base_version).toBe(2);
    expect(ops(1), "after the b that came back").toEqual([{ retain: 3 }, { insert: "d" }]);
    expect(plain(shown)).toBe("abcd\n");
  });

  it("whose channel is silent is read anew", async () => {
    sent[0]?.answer(answer(2, "abc\n"));
    await flushPromises();
    const silence = [...alarms].find(([, ms]) => ms === 5_000)?.[0];
    silence?.();
    reloads[0]?.({
      version: 2,
      texts: [{ container: "body", delta: shown.compose(new Delta([...correction[0]!.delta])).ops }],
    });
    await flushPromises();
    expect(plain(shown)).toBe("abc\n");
    expect(session.isUnsaved).toBe(false);
  });

  it("whose channel is cut is read anew", async () => {
    session.receive({ type: "reopened" });
    sent[0]?.answer(answer(2, "abc\n"));
    await flushPromises();
    reloads[0]?.({ version: 2, texts: [{ container: "body", delta: [{ insert: "abc\n" }] }] });
    await flushPromises();
    expect([plain(shown), session.isUnsaved, session.at]).toEqual(["abc\n", false, 2]);
  });
});
