// Journey 7, with files: two desks on two computers pass a story back and forth. Both go on writing while apart; both
// see one text with both works; what both changed is chosen; the approval from there counts here.
import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { actAs, complaints, expect, isAccessible, select, test, type Desk } from "./desk";

test.setTimeout(240_000);

const PHRASE = "kettle orbit walnut tram fjord";

/** A picture for whoever looks: `COPYDESK_LOOK=DIR`. */
async function look(page: Page, name: string) {
  const folder = process.env["COPYDESK_LOOK"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

async function joins(desk: Desk, name: string, initials: string, role: string) {
  await desk.call("member_put", {
    id: null,
    person: null,
    name,
    initials,
    roles: [role],
  });
}

const body = (page: Page) => page.getByRole("textbox", { name: "Body" });
const headline = (page: Page) => page.getByRole("textbox", { name: "Headline", exact: true });
const sheet = (page: Page, name: string) => page.getByRole("dialog", { name });

/** Opens the file that waits in the dialog's place. */
async function opensFile(page: Page) {
  await page.keyboard.press("Control+o");
  await expect(sheet(page, "A story file")).toBeVisible();
}

async function takesIn(page: Page, from: string) {
  await sheet(page, "A story file").getByRole("button", { name: "Take it in" }).press("Enter");
  await expect(sheet(page, "A story file")).toHaveCount(0);
  await expect(page.getByText(`The file from ${from} is taken in.`)).toBeVisible();
}

test("two desks pass a story back and forth", async ({ page, desk, other, browser }) => {
  await joins(desk, "Staff Reporter", "SR", "reporter");
  await joins(other, "Night Editor", "NE", "editor");
  const context = await browser.newContext({
    baseURL: other.address,
    locale: "en-GB",
    timezoneId: "Europe/Kyiv",
    viewport: { width: 1280, height: 860 },
  });
  const there = await context.newPage();
  const heard = complaints(there);
  await page.goto("/");
  await there.goto("/");
  await actAs(page, "Staff Reporter");
  await actAs(there, "Night Editor");

  // The reporter writes, and sends it to an editor at another computer.
  await page.keyboard.press("Control+n");
  await headline(page).click();
  await page.keyboard.type("Bridge closes for repair");
  await body(page).click();
  await page.keyboard.type("The bridge closes on Monday. Buses take the ring road, says the city.");
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Revision note").fill("Ready for you");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Save a file for an editor elsewhere" })).toBeChecked();
  await look(page, "send-to-editor");
  await page.keyboard.press("Enter");
  const sending = sheet(page, "A file for a colleague");
  await expect(sending).toContainText("No colleague’s key is known here yet");
  await sending.getByLabel("Passphrase").fill("password");
  await expect(sending).toContainText("Weak");
  await sending.getByLabel("Passphrase").fill(PHRASE);
  await sending.getByLabel("The same again").fill("another one");
  await expect(sending).toContainText("The two are not the same.");
  await expect(sending.getByRole("button", { name: "Save the file…" })).toBeDisabled();
  await sending.getByLabel("The same again").fill(PHRASE);
  await expect(sending).toContainText("Strong");
  await isAccessible(page);
  await look(page, "send");
  await page.keyboard.press("Enter");
  const written = sheet(page, "The file is saved");
  await expect(written).toContainText("story.cdstory");
  await expect(written).toContainText("whoever knows the passphrase");
  await isAccessible(page);
  await look(page, "sent");
  const { words } = (await desk.call("colleague_list", {})) as {
    words: string;
  };
  await expect(written).toContainText(words);
  await page.keyboard.press("Escape");
  await expect(written).toHaveCount(0);
  await desk.carriesTo(other);

  // The editor unlocks it, sees what would arrive, and takes it in.
  await opensFile(there);
  const arriving = sheet(there, "A story file");
  await there.keyboard.type("not the passphrase");
  await there.keyboard.press("Enter");
  await expect(arriving.getByRole("alert")).toContainText("This is not the passphrase");
  await isAccessible(there);
  await look(there, "locked");
  await arriving.getByLabel("Passphrase").fill(PHRASE);
  await there.keyboard.press("Enter");
  await expect(arriving).toContainText("Bridge closes for repair");
  await expect(arriving).toContainText("new here");
  await expect(arriving).toContainText("comes here for the first time");
  await expect(arriving, "the words that the reporter reads out").toContainText(words);
  await expect(arriving).toContainText("1 revision");
  await isAccessible(there);
  await look(there, "arrives");
  await takesIn(there, "Staff Reporter");
  await expect(body(there)).toContainText("The bridge closes on Monday.");

  // She asks, suggests, gives it a headline of her own, and sends it back.
  await select(there, "says the city");
  await there.keyboard.press("Control+Shift+M");
  await there.getByRole("textbox", { name: "Comment" }).fill("Who in the city?");
  await there.keyboard.press("Enter");
  await expect(there.getByRole("article", { name: /^Comment by Night Editor/ })).toBeVisible();
  await there.keyboard.press("F2");
  await select(there, "Monday");
  await there.keyboard.type("Tuesday");
  await expect(body(there).locator("ins")).toHaveText("Tuesday");
  await there.keyboard.press("F2");
  await headline(there).click();
  await there.keyboard.press("Control+a");
  await there.keyboard.type("Commuters face a long detour");
  await there.keyboard.press("Alt+2");
  await there.keyboard.press("Control+Shift+B");
  await there.getByLabel("Revision note").fill("Name the source");
  await there.keyboard.press("Enter");
  await expect(there.getByText("Sent back with your note.")).toBeVisible();
  await there.keyboard.press("Control+e");
  const back = sheet(there, "A file for a colleague");
  await expect(back.getByRole("checkbox", { name: /^Staff Reporter/ })).toBeChecked();
  await isAccessible(there);
  await look(there, "send-back");
  await expect(back.getByRole("button", { name: "Save the file…" })).toBeEnabled();
  await back.getByRole("button", { name: "Save the file…" }).press("Enter");
  await expect(sheet(there, "The file is saved")).toContainText("It can be opened by Staff Reporter");
  await there.keyboard.press("Escape");

  // Meanwhile the reporter goes on.
  await headline(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("River bridge shut for a month");
  await body(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Nothing crosses the river. ");
  await expect(page.locator("footer").getByText(/on this computer/)).toBeVisible();
  await other.carriesTo(desk);
  await opensFile(page);
  const came = sheet(page, "A story file");
  await expect(came).toContainText("here already");
  await expect(came).toContainText("One part that both of you changed");
  await expect(came).toContainText("River bridge shut for a month");
  await isAccessible(page);
  await look(page, "clash-shown");
  await takesIn(page, "Night Editor");

  // Both headlines are there until one is chosen; until then nothing is approved or published.
  const choosing = sheet(page, "Changed on two computers");
  await expect(choosing).toContainText("River bridge shut for a month");
  await expect(choosing).toContainText("Commuters face a long detour");
  await isAccessible(page);
  await look(page, "clash");
  await page.keyboard.press("Escape");
  await expect(choosing).toHaveCount(0);
  await page.keyboard.press("F7");
  const check = page.getByRole("listitem").filter({ hasText: "Headline: changed on two computers, choose one" });
  await look(page, "clash-check");
  await check.getByRole("button", { name: "jump" }).press("Enter");
  await expect(choosing.getByRole("group")).toBeFocused();
  await page.keyboard.press("2");
  await expect(choosing.getByRole("radio", { name: /From Night Editor/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Headline: chosen.")).toBeVisible();
  await expect(check).toHaveCount(0);
  await expect(headline(page)).toHaveText("Commuters face a long detour");
  await expect(body(page)).toContainText("Nothing crosses the river. The bridge closes on");

  // He answers, accepts, ticks, and files again: now their keys are known to each other.
  await page.keyboard.press("Shift+F8");
  const thread = page.getByRole("article", {
    name: /^Comment by Night Editor/,
  });
  await thread.getByRole("button", { name: "Reply" }).click();
  await page.getByRole("textbox", { name: "Reply" }).fill("The roads office.");
  await page.keyboard.press("Enter");
  await expect(thread).toContainText("The roads office.");
  const suggestion = page.getByRole("article", {
    name: "Suggestion by Night Editor",
  });
  await suggestion.getByRole("button").first().click();
  await page.keyboard.press("Alt+Enter");
  await expect(suggestion).toHaveCount(0);
  await expect(body(page)).toContainText("The bridge closes on Tuesday.");
  await page.getByRole("checkbox", { name: "Name the source" }).check();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("radio", { name: "Save a file for an editor elsewhere" }).check();
  await page.keyboard.press("Enter");
  await expect(sending.getByRole("checkbox", { name: /^Night Editor/ })).toBeChecked();
  await expect(sending.getByRole("button", { name: "Save the file…" })).toBeEnabled();
  await sending.getByRole("button", { name: "Save the file…" }).press("Enter");
  await expect(written).toContainText("It can be opened by Night Editor");
  await page.keyboard.press("Escape");
  await desk.carriesTo(other);

  // The editor takes the second round in, approves exactly that, and sends the approval.
  await opensFile(there);
  await expect(arriving).toContainText("which is known here");
  await takesIn(there, "Staff Reporter");
  await there.keyboard.press("Alt+2");
  await expect(there.getByText("The roads office.")).toBeVisible();
  await there.keyboard.press("Control+Enter");
  await expect(there.getByText("Approved: exactly this text.")).toBeVisible();
  await there.keyboard.press("Control+e");
  await expect(back.getByRole("button", { name: "Save the file…" })).toBeEnabled();
  await back.getByRole("button", { name: "Save the file…" }).press("Enter");
  await expect(sheet(there, "The file is saved")).toBeVisible();
  await there.keyboard.press("Escape");
  await other.carriesTo(desk);
  await opensFile(page);
  await expect(came).toContainText("Approved by Night Editor: exactly the text that you will have.");
  await look(page, "approval");
  await takesIn(page, "Night Editor");
  await page.getByRole("button", { name: /^Ready/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Commuters face" })).toContainText("Ready");
  const here = await body(page).innerText();
  await there.keyboard.press("Alt+1");
  await expect(body(there), "one text at both desks").toHaveText(here);

  // The same file again brings nothing.
  await opensFile(page);
  await expect(came).toContainText("Everything in it is here already.");
  await look(page, "nothing");
  await came.getByRole("button", { name: "Close" }).last().press("Enter");
  await expect(came).toHaveCount(0);

  // The sheet gives the focus back to where it was.
  await body(page).click();
  await page.keyboard.press("Control+e");
  await expect(sending).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(body(page)).toBeFocused();

  // A file that was altered on its way gets a sentence, and changes nothing.
  await page.keyboard.press("Control+e");
  await expect(sending.getByRole("button", { name: "Save the file…" })).toBeEnabled();
  await sending.getByRole("button", { name: "Save the file…" }).press("Enter");
  await expect(written).toBeVisible();
  await page.keyboard.press("Escape");
  const file = await desk.saved();
  const bytes = await readFile(file);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  await writeFile(file, bytes);
  await desk.carriesTo(other);
  await there.keyboard.press("Control+o");
  await expect(there.getByText("This file is damaged: it was cut short or altered on its way.")).toBeVisible();
  await expect(arriving).toHaveCount(0);
  await look(there, "damaged");

  expect(heard, "the page there makes no complaint").toEqual([]);
  await context.close();
});

test("a story file that is dropped on the window is shown, in Ukrainian", async ({ page, desk, other }) => {
  const made = (await other.call("story_sample", {})) as { id: string };
  const save = {
    story: made.id,
    kind: "clean",
    passphrase: PHRASE,
    colleagues: [],
  };
  await other.call("story_file_save", save);
  const bytes = [...(await readFile(await other.saved()))];
  const { house } = (await desk.call("desk_show", {})) as {
    house: Record<string, unknown>;
  };
  await desk.call("house_set", { ...house, interface_language: "uk" });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Новий матеріал" }).first()).toBeVisible();
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "міст.cdstory"));
    document.body.dispatchEvent(
      new DragEvent("drop", {
        dataTransfer: data,
        bubbles: true,
        cancelable: true,
      }),
    );
  }, bytes);
  const arriving = page.getByRole("dialog", { name: "Файл матеріалу" });
  await arriving.getByLabel("Парольна фраза").fill(PHRASE);
  await page.keyboard.press("Enter");
  await expect(arriving).toContainText("Чиста копія");
  await expect(arriving).toContainText("1 світлина");
  await isAccessible(page);
  await look(page, "dropped-uk");
  await arriving.getByRole("button", { name: "Не приймати" }).press("Enter");
  await expect(arriving).toHaveCount(0);
});

test("the whole desk goes into one file, which was opened again", async ({ page, desk }) => {
  await desk.call("story_sample", {});
  await page.goto("/");
  await expect(page.getByRole("button", { name: "New story" }).first()).toBeVisible();
  await page.keyboard.press("Control+Alt+s");
  await expect(page.getByRole("heading", { name: "The whole desk in one file" })).toBeVisible();
  await page.getByLabel("Passphrase").fill(PHRASE);
  await page.getByLabel("The same again").fill(PHRASE);
  await isAccessible(page);
  await look(page, "archive");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/desk\.cddesk, .*: written, and opened again to its end\./)).toBeVisible();
  await expect(page.getByText("1 story, 1 photo")).toBeVisible();
  await look(page, "archive-done");
  await page.emulateMedia({ colorScheme: "dark" });
  await isAccessible(page);
  await look(page, "archive-done-dark");
  expect((await readFile(await desk.saved())).length, "a file").toBeGreaterThan(10_000);
});
