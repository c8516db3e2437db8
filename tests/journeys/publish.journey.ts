// Journey 4, and the simple half of 5: published, then corrected in place, with a note that readers see.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, isAccessible, test } from "./desk";

test("a live story is corrected in place, and readers are told", async ({
  page,
  desk,
}) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  await page.goto(`/#/write/${sample.id}`);
  const sheet = page.getByRole("dialog");

  await page.getByRole("button", { name: "Publish…" }).click();
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish now" }).click();
  await expect(
    sheet.getByText("is where it should be", { exact: false }),
  ).toBeVisible();
  await sheet.getByRole("button", { name: "Done" }).click();

  const stories = path.join(desk.folder, "Documents", "Copydesk site", "story");
  const before = await readdir(stories);

  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ticket prices stay the same.");
  await page.getByRole("button", { name: /^Published/ }).click();
  await expect(
    page.getByRole("listitem").filter({ hasText: "tram-9" }),
  ).toContainText("Updating");

  await page.keyboard.press("Control+Shift+P");
  await expect(
    sheet.getByText("do readers need a note", { exact: false }),
  ).toBeVisible();
  const kind = sheet.getByRole("combobox", { name: "What kind of change is this?" });
  await expect(kind, "a sentence more is an update").toHaveText("Update");
  const note = sheet.getByRole("textbox", { name: "Note to readers" });
  await expect(note, "drafted, with what only a person knows left open").toHaveValue("The story was updated with TK.");
  await expect(sheet.getByRole("button", { name: "Publish update now" })).toBeDisabled();
  await kind.click();
  await page.getByRole("option", { name: "Correction" }).click();
  await note.fill("An earlier version of this story misstated the ticket prices.");
  await isAccessible(page);
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish update now" }).click();
  await expect(
    sheet.getByText("is where it should be", { exact: false }),
  ).toBeVisible();

  expect(await readdir(stories), "same story, same page").toEqual(before);
  const printed = await readFile(path.join(stories, before[0] ?? ""), "utf8");
  expect(printed).toContain("Ticket prices stay the same.");
  expect(printed).toContain("misstated the ticket prices");

  await sheet.getByRole("button", { name: "Open the outbox" }).click();
  await expect(
    page.getByRole("heading", { name: "What is where" }),
  ).toBeVisible();
  await expect(
    page.getByText("Tram 9 gets its own lane", { exact: false }).first(),
  ).toBeVisible();
  await isAccessible(page);

  // The picture of the story's life has it as a flag, and its table as words.
  await page.keyboard.press("Alt+2");
  await expect(page.locator(".flag.corrected")).toHaveCount(1);
  const life = page.getByRole("table", { name: /^The story’s life/ });
  await expect(life.getByRole("row").filter({ hasText: "published with a correction" })).toHaveCount(1);
  await isAccessible(page);
});

test("what blocks is said, and nothing goes", async ({ page }) => {
  await page.goto("/");
  // The page takes keys once it shows what they do.
  await expect(page.getByRole("button", { name: /New story/ }).first()).toBeVisible();
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.type("Only a body, and TK.");
  await page.keyboard.press("Control+Shift+P");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("No headline")).toBeVisible();
  await expect(
    sheet.getByText("is left in the text", { exact: false }),
  ).toBeVisible();
  await expect(
    sheet.getByRole("button", { name: "Publish now" }),
  ).toBeDisabled();
});
