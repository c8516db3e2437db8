// Journey 1: a newcomer opens Copydesk, and reads a page of her own two minutes later.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, isAccessible, test } from "./desk";

test("an empty desk, the sample story, its page on the local site", async ({
  page,
  desk,
}) => {
  await page.goto("/");
  await expect(
    page.getByRole("heading", { name: "Your desk is empty" }),
  ).toBeVisible();
  await expect(page.getByText("Local site", { exact: true })).toBeVisible();
  await isAccessible(page);

  await page.getByRole("button", { name: "Open sample" }).click();
  await expect(
    page.getByRole("textbox", { name: "Headline", exact: true }),
  ).toHaveText(/Tram 9/);

  await page.keyboard.press("Control+Shift+P");
  const sheet = page.getByRole("dialog");
  await expect(
    sheet.getByRole("heading", { name: "Publish revision", exact: false }),
  ).toBeVisible();
  const preview = page.getByRole("region", { name: "As readers will see it" });
  await expect(preview.getByRole("heading", { level: 1 })).toHaveText(/Tram 9/);

  // Publishing alone is one confirmed step: the button waits for the word that one approves one's own text.
  const publish = sheet.getByRole("button", { name: "Publish now" });
  await expect(publish).toBeDisabled();
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await publish.click();
  await expect(
    sheet.getByText("is where it should be", { exact: false }),
  ).toBeVisible();
  await isAccessible(page);

  const site = path.join(desk.folder, "Documents", "Copydesk site");
  const stories = await readdir(path.join(site, "story"));
  expect(stories, "one story, one page").toHaveLength(1);
  const printed = await readFile(
    path.join(site, "story", stories[0] ?? ""),
    "utf8",
  );
  expect(printed).toContain("Tram 9 gets its own lane");
  await expect(
    sheet.getByRole("button", { name: "Open the page" }),
  ).toBeVisible();

  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Published ·", { exact: false })).toHaveCount(0);
  await page.getByRole("button", { name: "Published" }).first().click();
  await expect(
    page.getByRole("listitem").filter({ hasText: "tram-9" }),
  ).toContainText("Published");
});
