// What is typed at any pace stands in its order and at its place: random keys in the body, beside a textarea that
// gets the same. What the screen shows is what the textarea has, what the core has, and what is there after a power cut.
import type { Page } from "@playwright/test";
import { expect, test, twoMembers, type Desk } from "./desk";
import { Keyboard, Model, type Played, randomOf } from "./fingers";
import { hashOf } from "../../ui/src/editor/session/hash";

const LONG = process.env["COPYDESK_LONG"] === "1";
const SEED = Number(process.env["COPYDESK_SEED"] ?? Math.floor(Math.random() * 0x7fffffff));

// A trace of thousands of keys takes longer than they do.
test.use({ trace: "off" });
test.beforeAll(() => console.log(`seed ${SEED} (COPYDESK_SEED=${SEED} repeats it)`));
test.beforeEach(() => test.setTimeout(LONG ? 1_800_000 : 120_000));

/** How the keys come: each is looked at, each is waited for, or all at once. */
type Pace = "watched" | "waited" | "at once";

const PASTE = "one line\nдва рядки 😀\n\nthree";

const bodyOf = (page: Page) => page.getByRole("textbox", { name: "Body" });

/** What the screen shows, a paragraph a line. */
const shown = (keyboard: Keyboard): Promise<string> =>
  keyboard.ask(`[...document.querySelector(".ProseMirror.body").children].map((it) => it.textContent).join("\\n")`);

interface View {
  readonly version: number;
  readonly texts: { container: string; delta: { insert?: string; attributes?: object }[] }[];
}

/** What the core has of the body. */
async function held(desk: Desk, story: string): Promise<{ text: string; version: number }> {
  const { version, texts } = (await desk.call("story_open", { story })) as View;
  const delta = texts.find(({ container }) => container === "body")?.delta ?? [];
  return { version, text: delta.map(({ insert }) => insert ?? "").join("") };
}

const isSaved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: "Saved on this computer" })).toBeVisible();

/** Comes to a story's body, from wherever the page is. */
async function comes(page: Page, desk: Desk, story: string, address = "") {
  const { registers } = (await desk.call("story_facts", { story })) as { registers: { slugline: string } };
  await page.goto(`${address}/#/write/${story}`);
  await expect(page.getByRole("heading", { name: registers.slugline })).toBeAttached();
  await bodyOf(page).click();
  await expect(bodyOf(page)).toBeFocused();
}

/** Opens a new story's body. */
async function opens(page: Page, desk: Desk, slugline: string, address = ""): Promise<string> {
  const { id } = (await desk.call("story_create", { slugline, language: "en" })) as { id: string };
  await comes(page, desk, id, address);
  return id;
}

/** Types what was played; `pace` says how. */
async function types(keyboard: Keyboard, played: readonly Played[], pace: Pace, what: string) {
  for (const [index, { key, text }] of played.entries()) {
    await keyboard.strike(key);
    if (pace !== "at once") await keyboard.rest();
    if (pace !== "watched") continue;
    const struck = played.slice(Math.max(0, index - 12), index + 1).map((each) => each.key);
    expect(await shown(keyboard), `${what}, key ${index}: after ${struck.join(" ")}`).toBe(text);
  }
  await keyboard.rest();
}

test("each story that is written in one window keeps its words, and one that is come back to", async ({
  page,
  desk,
}) => {
  await page.goto("/");
  const keyboard = await Keyboard.of(page);
  const [first, second] = [await opens(page, desk, "first"), await opens(page, desk, "second")];
  const texts = new Map([
    [first, ""],
    [second, ""],
  ]);
  for (const [story, words] of [
    [first, "One."],
    [second, "Two."],
    [first, "Three."],
    [second, "Four."],
  ] as const) {
    await comes(page, desk, story);
    await keyboard.press("Control+End");
    for (const letter of words) await keyboard.press(letter);
    await isSaved(page);
    texts.set(story, `${texts.get(story)}${words}`);
    for (const [each, text] of texts) expect((await held(desk, each)).text).toBe(`${text}\n`);
  }
});

test("random keys at any pace stand in their order", async ({ page, desk }) => {
  const model = await Model.of(await page.context().newPage());
  await page.goto("/");
  const keyboard = await Keyboard.of(page);
  const kept = new Map<string, string>();
  for (let run = 0; run < (LONG ? 300 : 4); run++) {
    const pace = (["at once", "waited", "at once", "watched"] as const)[run % 4] ?? "at once";
    const rate = run % 8 === 2 ? 4 : 1;
    const seed = SEED + run;
    const what = `seed ${seed}, ${pace}, ${rate} times slower`;
    const habits = { clipboard: PASTE, onwards: run % 4 < 2 };
    const played = await model.plays(randomOf(seed), LONG ? 250 : 110, habits);
    await model.copies(PASTE);

    const story = await opens(page, desk, `typed-${run}`);
    await page.bringToFront();
    await keyboard.slower(rate);
    await types(keyboard, played, pace, what);
    await keyboard.slower(1);
    const text = played.at(-1)?.text ?? "";
    expect(await shown(keyboard), `${what}: the screen has what was typed`).toBe(text);
    await isSaved(page);
    expect(await held(desk, story), `${what}: the core has what the screen shows`).toMatchObject({ text: `${text}\n` });
    kept.set(story, text);
  }
  await page.goto("about:blank");
  await desk.kill();
  await desk.start();
  for (const [story, text] of kept)
    expect((await held(desk, story)).text, `seed ${SEED}: what was saved is there after a power cut`).toBe(`${text}\n`);
});

test("random keys before a power cut: what was acknowledged is there, and nothing out of order", async ({
  page,
  desk,
}) => {
  const model = await Model.of(await page.context().newPage());
  const played = await model.plays(randomOf(SEED), LONG ? 1000 : 200, { clipboard: PASTE });
  await model.copies(PASTE);
  // A page that may complain: its core goes.
  const there = await page.context().newPage();
  await there.goto(desk.address);
  const keyboard = await Keyboard.of(there);
  const story = await opens(there, desk, "cut-off", desk.address);
  let heard: { length: number; hash: string } | null = null;
  there.on("response", async (response) => {
    if (!response.url().endsWith("/call/story_edit") || !response.ok()) return;
    const { marks } = (await response.json().catch(() => ({ marks: [] }))) as { marks: Mark[] };
    heard = marks.find(({ container }) => container === "body") ?? heard;
  });
  const half = played.length >> 1;
  await types(keyboard, played.slice(0, half), "at once", "before");
  await isSaved(there);
  const typing = types(keyboard, played.slice(half), "at once", "after").catch(() => undefined);
  await expect.poll(() => played.findIndex(({ text }) => isMarked(`${text}\n`, heard)) >= 0).toBe(true);
  await desk.kill();
  await typing;
  await there.close();
  const last = heard;
  await desk.start();
  const { text } = await held(desk, story);
  const acknowledged = played.findIndex((each) => isMarked(`${each.text}\n`, last));
  const found = played.slice(acknowledged).some((each) => `${each.text}\n` === text);
  expect(found, `seed ${SEED}: the core has the text after key ${acknowledged} or a later one, not ${text}`).toBe(true);
});

interface Mark {
  readonly container: string;
  readonly length: number;
  readonly hash: string;
}

const isMarked = (text: string, mark: Pick<Mark, "length" | "hash"> | null) =>
  mark !== null && text.length === mark.length && hashOf(text) === mark.hash;

/** A colleague at another window, who writes at both ends of the story until told to stop; what stands there. */
async function colleague(desk: Desk, story: string, seed: number, isOver: () => boolean) {
  const random = randomOf(seed);
  let [above, below] = ["Above.\n", "\nBelow."];
  for (let seq = 1; !isOver();) {
    const { text, version } = await held(desk, story);
    const word = `${["rail", "міст", "😀"][random(3)]}${random(2) ? " " : "\n"}`;
    const isAbove = random(2) === 0;
    const delta = isAbove ? [{ insert: word }] : [{ retain: text.length - 1 }, { insert: word }];
    const edits = [{ container: "body", delta }];
    try {
      await desk.call("story_edit", { story, client: `colleague ${seed}`, seq, base_version: version, edits });
    } catch (refused) {
      if (String(refused).includes("stale")) continue;
      throw refused;
    }
    seq += 1;
    if (isAbove) above = word + above;
    else below += word;
  }
  return { above, below };
}

test("random keys while a colleague writes above and below stay together and in order", async ({ page, desk }) => {
  const model = await Model.of(await page.context().newPage());
  await page.goto("/");
  const keyboard = await Keyboard.of(page);
  for (let run = 0; run < (LONG ? 100 : 2); run++) {
    const seed = SEED + run;
    const pace = run % 2 === 0 ? "waited" : "at once";
    const what = `seed ${seed}, ${pace}, with a colleague`;
    const played = await model.plays(randomOf(seed), 150, { clipboard: PASTE, amongOthers: true });
    await model.copies(PASTE);
    const { id: story } = (await desk.call("story_create", { slugline: `shared-${run}`, language: "en" })) as {
      id: string;
    };
    const { version } = await held(desk, story);
    const edits = [{ container: "body", delta: [{ insert: "Above.\n\nBelow." }] }];
    await desk.call("story_edit", { story, client: "first", seq: 1, base_version: version, edits });
    await page.bringToFront();
    await comes(page, desk, story);
    await keyboard.press("Control+Home");
    await keyboard.press("ArrowDown");
    let isOver = false;
    const beside = colleague(desk, story, seed, () => isOver);
    await types(keyboard, played, pace, what).finally(() => (isOver = true));
    const { above, below } = await beside;
    const text = `${above}${played.at(-1)?.text}${below}`;
    await expect.poll(() => shown(keyboard), `${what}: one's own words stand together`).toBe(text);
    await isSaved(page);
    expect((await held(desk, story)).text, `${what}: the core has what the screen shows`).toBe(`${text}\n`);
  }
});

test("random words that are suggested stand in their order", async ({ page, desk }) => {
  const model = await Model.of(await page.context().newPage());
  await twoMembers(desk);
  await page.goto("/");
  const keyboard = await Keyboard.of(page);
  for (let run = 0; run < (LONG ? 100 : 2); run++) {
    const seed = SEED + run;
    const pace = run % 2 === 0 ? "at once" : "waited";
    const what = `seed ${seed}, ${pace}, suggested`;
    const played = await model.plays(randomOf(seed), 120, { onwards: true });
    await page.bringToFront();
    const story = await opens(page, desk, `suggested-${run}`);
    await page.keyboard.press("F2");
    await expect(page.getByRole("button", { name: /^Suggesting/ })).toHaveAttribute("aria-pressed", "true");
    await bodyOf(page).focus();
    await types(keyboard, played, pace, what);
    const text = played.at(-1)?.text ?? "";
    await isSaved(page);
    await expect.poll(() => shown(keyboard), `${what}: the screen has what was typed`).toBe(text);
    expect((await held(desk, story)).text, `${what}: the core has what the screen shows`).toBe(`${text}\n`);
    await expect(bodyOf(page).locator("ins").first(), "and it is a suggestion").toBeVisible();
  }
});
