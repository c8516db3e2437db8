// A tray goes to readers in one go: each story by itself, and what needs a person's look stays and says why.
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Desk, expect, goesAt, isAccessible, test } from "./desk";

/** Three stories that are approved, one with a TK. */
async function three(desk: Desk) {
  for (const [slugline, headline, body] of [
    ["bridge", "Bridge reopens", "The bridge is open."],
    ["ferry", "Ferry stops", "The ferry has stopped."],
    ["tram", "Tram runs", "The tram runs for TK fares."],
  ] as const) {
    const { id: story } = (await desk.call("story_create", { slugline, language: "en" })) as { id: string };
    const { version } = (await desk.call("story_open", { story })) as { version: number };
    const text = (container: string, insert: string) => ({ container, delta: [{ insert }] });
    const edits = [text("headline", headline), text("body", body)];
    await desk.call("story_edit", { story, client: slugline, seq: 1, base_version: version, edits });
    const entry = { person: null, role: "by", name: "Author One" };
    await desk.call("story_set", { story, change: { field: "byline", value: [entry] } });
    const { hash } = (await desk.call("publish_plan", { story, at_ms: null })) as { hash: string };
    await desk.call("story_move", { story, kind: "approved", why: "", until_ms: null, to: null, seen_hash: hash });
  }
}

/** Opens the sheet of their tray by its key. */
async function opens(page: Page, desk: Desk) {
  await three(desk);
  await page.goto("/");
  const list = page.getByRole("navigation", { name: "Desk" });
  await list.getByRole("button", { name: /^Ready/ }).click();
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("Control+Alt+p");
  return { list, sheet: page.getByRole("dialog") };
}

test("the stories of a tray are published together, by key", async ({ page, desk }) => {
  const { sheet } = await opens(page, desk);
  await expect(sheet.getByRole("heading", { name: "Publish the 3 stories in this tray" })).toBeVisible();
  await expect(sheet.getByRole("listitem").filter({ hasText: "Stays here." })).toContainText("“TK” is left in the text");
  await expect(sheet.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await isAccessible(page);
  await sheet.getByRole("button", { name: "Publish 2 stories" }).press("Enter");
  await expect(sheet.getByRole("status")).toHaveText(/^2 of 2 are where they should be/);
  await expect(sheet.getByText("Local site: Live. Read back: same as approved.")).toHaveCount(2);
  const pages = await readdir(path.join(desk.folder, "Documents", "Copydesk site", "story"));
  expect(pages.filter((name) => name.endsWith(".html"))).toHaveLength(2);
  await sheet.getByRole("button", { name: /^Open/ }).press("Enter");
  await expect(page.getByRole("dialog").getByText("is left in the text", { exact: false })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Body" })).toContainText("The tram runs");
});

test("the stories of a tray are given one time, and wait for it", async ({ page, desk }) => {
  const { list, sheet } = await opens(page, desk);
  await expect(sheet.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await goesAt(page, new Date(Date.now() + 24 * 3_600_000));
  await expect(sheet.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await isAccessible(page);
  await sheet.getByRole("button", { name: "Schedule 2 stories" }).press("Enter");
  await expect(sheet.getByRole("status")).toContainText("2 stories are planned for");
  await sheet.getByRole("button", { name: "Close" }).first().press("Enter");
  await expect(list.getByRole("listitem").filter({ hasText: "Scheduled" })).toHaveCount(2);
});
