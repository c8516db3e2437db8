// What comes from outside and is not what it should be: a key that is another than before, files that are cut, altered,
// too large, of a newer Copydesk or none of ours. Each gets its sentence, and nothing changes. And the desk's archive,
// which moves to another computer.
import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { actAs, aside, Desk, deskFolder, expect, isAccessible, test } from "./desk";

test.setTimeout(120_000);

const PHRASE = "kettle orbit walnut tram fjord";

const sheet = (page: Page) => page.getByRole("dialog", { name: "A story file" });

async function saves(desk: Desk, story: string): Promise<string> {
  await desk.call("story_file_save", { story, kind: "full", passphrase: PHRASE, colleagues: [] });
  return desk.saved();
}

/** Everything that a file could change, as the desk tells it. */
async function held(desk: Desk) {
  return JSON.stringify([
    await desk.call("desk_stories", { tray: "all", query: "", limit: 100 }),
    await desk.call("colleague_list", {}),
    await desk.call("outbox_show", {}),
  ]);
}

/** Opens the file that waits in the dialog's place, and unlocks it. */
async function unlocks(page: Page) {
  await page.keyboard.press("Control+o");
  await sheet(page).getByLabel("Passphrase").fill(PHRASE);
  await page.keyboard.press("Enter");
}

test("a desk that moved to another computer by its archive is known again only after its words were compared", async ({
  page,
  desk,
  other,
  browser,
}) => {
  const { id: story } = (await other.call("story_sample", {})) as { id: string };
  await desk.chooses(await saves(other, story));
  await rm(await other.saved());
  await page.goto("/");
  await expect(page.getByRole("button", { name: "New story" }).first()).toBeVisible();
  await unlocks(page);
  await expect(sheet(page)).toContainText("comes here for the first time");
  const before = await sheet(page).locator("code").innerText();
  await sheet(page).getByRole("button", { name: "Take it in" }).press("Enter");
  await expect(sheet(page)).toHaveCount(0);

  // The whole other desk goes into its archive, in the window, and comes out on another computer.
  const context = await browser.newContext({ baseURL: other.address });
  const there = await context.newPage();
  await there.goto("/");
  await expect(there.getByRole("button", { name: "New story" }).first()).toBeVisible();
  await there.keyboard.press("Control+Alt+s");
  await there.getByLabel("Passphrase").fill(PHRASE);
  await there.getByLabel("The same again").fill(PHRASE);
  await there.keyboard.press("Enter");
  await expect(there.getByText(/written, and opened again to its end\./)).toBeVisible();
  await context.close();
  const archive = await other.saved();
  const phrase = path.join(other.folder, "phrase");
  await writeFile(phrase, `${PHRASE}\n`);
  const moved = new Desk(await deskFolder());
  const said = await aside("desk", "restore", archive, "--into", moved.folder, "--passphrase-file", phrase);
  expect(said).toContain("Restored as a new device");
  await moved.start();
  try {
    const elsewhere = await browser.newContext({ baseURL: moved.address, locale: "en-GB" });
    const its = await elsewhere.newPage();
    await its.goto(`/#/write/${story}`);
    await expect(its.getByRole("textbox", { name: "Body" }), "the story is there").toContainText("Tram 9");
    await its.goto("/#/settings/-/looks");
    await expect(its.getByText(/It goes on as a new device/), "and the desk says what it is").toBeVisible();
    await elsewhere.close();

    // It signs with a key of its own: who takes its file in is asked first.
    await moved.call("story_set", { story, change: { field: "dateline", value: "LUTSK" } });
    await desk.chooses(await saves(moved, story));
    await unlocks(page);
    await expect(sheet(page).getByRole("alert")).toContainText("Another key than before");
    const words = await sheet(page).locator("code").allInnerTexts();
    expect(words, "the key of the file, and the one before").toHaveLength(2);
    expect(words[1]).toBe(before);
    expect(words[0]).not.toBe(before);
    const take = sheet(page).getByRole("button", { name: "Take it in" });
    await expect(take).toBeDisabled();
    await isAccessible(page);
    await sheet(page).getByLabel(/^I asked .*, and they read exactly these words to me\./).check();
    await take.press("Enter");
    await expect(sheet(page)).toHaveCount(0);
    const { colleagues } = (await desk.call("colleague_list", {})) as { colleagues: { words: string }[] };
    expect(colleagues.map((one) => one.words)).toContain(words[0]);
  } finally {
    await moved.kill();
    await rm(moved.folder, { recursive: true, force: true });
  }
});

test("a file that is not as it was written gets a sentence, and nothing changes", async ({ page, desk, other }) => {
  const { id: story } = (await other.call("story_sample", {})) as { id: string };
  const whole = await readFile(await saves(other, story));
  await desk.call("story_sample", {});
  await page.goto("/");
  await expect(page.getByRole("button", { name: "New story" }).first()).toBeVisible();
  const before = await held(desk);
  const altered = (at: number) => {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  const newer = Buffer.from(whole.toString("latin1").replace("age-encryption.org/v1", "age-encryption.org/v2"), "latin1");
  const file = path.join(other.folder, "brought.cdstory");
  // What it is, its bytes, and what is said of it: at once, or after the passphrase.
  const cases: [string, Buffer, RegExp, boolean][] = [
    ["of a newer Copydesk", newer, /written by a newer Copydesk\. Update Copydesk to open it\. Nothing was changed\./, false],
    ["none of ours", Buffer.from("%PDF-1.7 a story"), /not a story file .*Nothing was changed\./, false],
    ["cut short", whole.subarray(0, whole.length - 500), /is damaged: it was cut short or altered on its way\./, true],
    ["altered", altered(whole.length - 40), /is damaged: it was cut short or altered on its way\./, true],
  ];
  for (const [what, bytes, said, isLocked] of cases) {
    await writeFile(file, bytes);
    await desk.chooses(file);
    if (isLocked) {
      await unlocks(page);
      await expect(sheet(page).getByRole("alert"), what).toContainText(said);
      await expect(sheet(page).getByRole("button", { name: "Take it in" })).toHaveCount(0);
      await isAccessible(page);
      await sheet(page).getByRole("button", { name: "Leave it" }).press("Enter");
      await expect(sheet(page)).toHaveCount(0);
    } else {
      await page.keyboard.press("Control+o");
      const notice = page.getByText(said);
      await expect(notice, what).toBeVisible();
      await expect(sheet(page), "no sheet is shown for it").toHaveCount(0);
      await page.keyboard.press("Escape");
    }
    expect(await held(desk), `${what}: the desk is as it was`).toBe(before);
  }

  // Larger than a story file can be: not even read.
  await desk.chooses(file);
  await truncate(path.join(desk.folder, "dialogs", "open", "brought.cdstory"), 2 ** 30 + 1);
  await page.keyboard.press("Control+o");
  await expect(page.getByText("larger than a story file can be. Nothing was changed.")).toBeVisible();
  await expect(sheet(page)).toHaveCount(0);
  expect(await held(desk), "the desk is as it was").toBe(before);
});
