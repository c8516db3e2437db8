// The stores, over a core that the test holds in its hand.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { WireError } from "../ipc";
import { desk } from "./desk.svelte";
import { latest } from "./latest";
import { notices } from "./notices.svelte";
import { Story } from "./story.svelte";

const core = vi.hoisted(() => ({
  calls: [] as { name: string; args: unknown; answer: (value: unknown) => void; refuse: (reason: unknown) => void }[],
}));

vi.mock("../ipc/desk", () => ({
  call: (name: string, args: unknown) =>
    new Promise((answer, refuse) => {
      core.calls.push({ name, args, answer, refuse });
    }),
  watchDesk: () => () => undefined,
}));

/** Lets what was answered be heard. */
const heard = () => new Promise((resolve) => setTimeout(resolve));
const names = () => core.calls.map((call) => call.name);
/** Answers the oldest open call of a name. */
async function answer(name: string, value: unknown) {
  const at = core.calls.findIndex((call) => call.name === name);
  core.calls.splice(at, 1)[0]?.answer(value);
  await heard();
}
const facts = (revision: number) => ({ id: "s", state: { moves: ["filed"], revision } });

beforeEach(() => {
  core.calls.length = 0;
  notices.clear();
});

async function opened(): Promise<Story> {
  const story = new Story("s");
  await answer("story_facts", facts(1));
  await answer("check_list", { checks: [] });
  await answer("revision_list", { revisions: [] });
  return story;
}

describe("reading again", () => {
  it("never runs twice at once, and once more after what changed meanwhile", async () => {
    const ends: (() => void)[] = [];
    const read = latest(() => new Promise<void>((end) => ends.push(end)));
    void read();
    void read();
    void read();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await heard();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await heard();
    expect(ends).toHaveLength(2);
  });
});

describe("an open story", () => {
  it("is read again when the desk says that it changed, and not for others", async () => {
    const story = await opened();
    desk.hear({ type: "story", story: "other" });
    expect(names()).toEqual(["desk_stories"]);
    core.calls.length = 0;
    desk.hear({ type: "story", story: "s" });
    expect(names()).toContain("story_facts");
    await answer("story_facts", facts(2));
    expect(story.facts?.state.revision).toBe(2);
    story.close();
  });

  it("sends, saves and restores only what is on disk", async () => {
    const story = await opened();
    let onDisk: () => void = () => undefined;
    story.settle = () => new Promise((resolve) => (onDisk = resolve));
    void story.move("filed", { why: "Ready for you" });
    await heard();
    expect(names()).not.toContain("story_move");
    onDisk();
    await heard();
    expect(core.calls.find((call) => call.name === "story_move")?.args).toEqual({
      story: "s",
      kind: "filed",
      why: "Ready for you",
      until_ms: null,
      to: null,
      seen_hash: null,
    });
    story.close();
  });

  it("sends nothing where the disk takes nothing, and says why", async () => {
    const story = await opened();
    story.settle = () => Promise.reject(new WireError("not_saved", "Not saved: the disk is full."));
    const made = story.move("filed");
    await heard();
    expect(names()).not.toContain("story_move");
    expect(notices.shown.map((notice) => notice.text)).toEqual(["Not saved: the disk is full."]);
    await answer("story_facts", facts(1));
    await answer("check_list", { checks: [] });
    await answer("revision_list", { revisions: [] });
    expect(await made).toBe(false);
    story.close();
  });

  it("shows again what is kept where a change was refused", async () => {
    const story = await opened();
    void story.set({ field: "section", value: "Nowhere" });
    core.calls.splice(0, 1)[0]?.refuse(new WireError("refused", "There is no such section."));
    await heard();
    expect(names()).toContain("story_facts");
    expect(notices.shown.at(-1)).toMatchObject({ tone: "warn", text: "There is no such section." });
    story.close();
  });

  it("knows which moves are mine", async () => {
    const story = await opened();
    expect([story.may("filed"), story.may("approved")]).toEqual([true, false]);
    story.close();
  });
});

describe("the desk", () => {
  it("says what is not on disk until it is", () => {
    desk.hear({ type: "not_saved", reason: "disk_full" });
    expect(desk.notSaved).toEqual({ reason: "disk_full" });
    desk.hear({ type: "saved", at_ms: 5 });
    expect([desk.notSaved, desk.savedAt]).toEqual([null, 5]);
  });

  it("reads everything again when its channel was cut", () => {
    desk.hear({ type: "closed", error: null });
    expect(desk.lost).toBe(true);
    core.calls.length = 0;
    desk.hear({ type: "reopened" });
    expect(desk.lost).toBe(false);
    expect(names()).toEqual(expect.arrayContaining(["desk_show", "outbox_show", "person_list"]));
  });
});
