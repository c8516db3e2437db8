// The local site gets a public address: a person sets it in Settings, other programs find feed and sitemap, and a
// page that somebody edited by hand stays theirs.
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, isAccessible, test } from "./desk";

/** What stands in the site's folder at this path; empty: there is no such file. */
async function file(folder: string, name: string): Promise<string> {
  return readFile(path.join(folder, name), "utf8").catch(() => "");
}

/** A picture in both themes for whoever looks: `COPYDESK_LOOK=DIR`. */
async function look(page: Page, name: string) {
  const folder = process.env["COPYDESK_LOOK"];
  for (const colorScheme of folder ? (["light", "dark"] as const) : []) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ animations: "disabled", path: `${folder}/${name}-${colorScheme}.png` });
  }
}

test("a site is told its public address, and readers' programs find it", async ({ page, desk }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  await page.goto(`/#/write/${sample.id}`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish now" }).click();
  await expect(sheet.getByText("is where it should be", { exact: false })).toBeVisible({ timeout: 30_000 });
  const site = path.join(desk.folder, "Documents", "Copydesk site");
  expect(await file(site, "feed.xml"), "no address, no feed").toBe("");

  await page.goto("/#/settings/-/destinations");
  const place = page.getByRole("listitem").filter({ hasText: "Local site" });
  const open = place.getByRole("button", { name: "Public address…" });
  const field = place.getByLabel("Public address", { exact: true });
  const keep = place.getByRole("button", { name: "Keep", exact: true });
  await open.click();
  await expect(place).toContainText("Its feed and its sitemap need it");
  // Each mistake has its sentence, and nothing is kept.
  for (const [typed, sentence] of [
    ["news.example.org", "begins with https:// or http://"],
    ["https://", "names no site"],
    ["https://news.example.org/?page=1", "has no ? and no #"],
    ["https://news.example.org/our site", "has no spaces"],
  ] as const) {
    await field.fill(typed);
    await keep.click();
    await expect(place.getByRole("alert")).toContainText(sentence);
  }
  await isAccessible(page);
  await look(page, "address-refused");

  await field.fill("https://news.example.org");
  await keep.click();
  await expect(place.getByRole("status")).toContainText("The address stands on the pages of 1 story and on all lists.");
  await expect(place).toContainText("at https://news.example.org/");
  await isAccessible(page);
  await look(page, "address-set");
  const [name = ""] = await readdir(path.join(site, "story"));
  const address = `https://news.example.org/story/${name}`;
  expect(await file(site, "feed.xml")).toContain(address);
  expect(await file(site, "sitemap-latest.xml")).toContain(address);
  // A reader's browser finds the feed from the page, and the address from its head.
  const reader = await page.context().newPage();
  await reader.setContent((await file(site, `story/${name}`)).replaceAll(/(?:src|srcset)="[^"]*"/g, ""));
  await expect(reader.locator("link[rel=canonical]")).toHaveAttribute("href", address);
  await expect(reader.locator("link[rel=alternate]")).toHaveAttribute("href", "../feed.xml");
  await expect(reader.locator("meta[property='og:url']")).toHaveAttribute("content", address);

  // Somebody edits the page by hand; another address leaves it as it is, and says so.
  const theirs = (await file(site, `story/${name}`)).replace("<h1>", "<h1>By hand: ");
  await writeFile(path.join(site, "story", name), theirs);
  await open.click();
  await expect(field).toHaveValue("https://news.example.org/");
  await field.fill("https://www.news.example.org/");
  await keep.click();
  await expect(place.getByRole("status")).toContainText(`left as they are: story/${name}`);
  expect(await file(site, `story/${name}`)).toBe(theirs);
  expect(await file(site, "index.html")).toContain("https://www.news.example.org/index.html");

  // None any more: feed and sitemap go.
  await open.click();
  await field.fill("");
  await keep.click();
  await expect(place).not.toContainText("news.example.org/ ");
  await expect.poll(() => file(site, "feed.xml")).toBe("");
  expect(await file(site, "sitemap.xml")).toBe("");
  expect(await file(site, `story/${name}`)).toBe(theirs);

  // A site that is paused is told, and printed when a person says so again.
  await writeFile(path.join(site, "story", name), theirs.replace("<h1>By hand: ", "<h1>"));
  await place.getByRole("button", { name: "Pause" }).click();
  await open.click();
  await field.fill("https://news.example.org/");
  await keep.click();
  await expect(place.getByRole("status")).toContainText("Paused by a person.");
  expect(await file(site, "feed.xml"), "nothing is printed while it is paused").toBe("");
  await place.getByRole("button", { name: "Go on" }).click();
  await place.getByRole("button", { name: "Print them now" }).click();
  await expect(place.getByRole("status")).toContainText("The address stands on the pages of 1 story");
  expect(await file(site, "feed.xml")).toContain(address);
});
