// WordPress, added in Settings by a person, asked, published to, and read as a reader reads it.
import type { Page } from "@playwright/test";
import { expect, isAccessible, test } from "./desk";
import { startOtherSite, startWordPress, type WordPress } from "./servers";

let wordpress: WordPress;
test.beforeAll(async () => {
  wordpress = await startWordPress();
});
test.afterAll(() => wordpress.stop());

/** Fills in the form and sends it; the destination's line in the list. */
async function add(page: Page, site: { name: string; address: string; login: string; password: string }) {
  await page.getByRole("button", { name: "Add WordPress" }).click();
  await page.getByLabel("Address of the site").fill(site.address);
  await page.getByLabel("Your name for it").fill(site.name);
  await page.getByLabel("Login there").fill(site.login);
  await page.getByLabel("Application password").fill(site.password);
  await page.getByLabel("This address is on my own computer or network, and I mean it").check();
  await page.getByRole("button", { name: "Add and ask" }).click();
  return page.getByRole("listitem").filter({ hasText: site.name });
}

/** The password is nowhere on the page: neither shown nor in a field nor in what was stored. */
async function holdsNo(page: Page, password: string) {
  const held = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    location.href,
  ]);
  expect(held.join("\n").includes(password), "no secret is on the screen").toBe(false);
}

test("a site is added, answers, and its readers get the story", async ({ page, desk, context }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  const byline = [{ person: null, role: "by", name: "Author One" }];
  await desk.call("story_set", { story: sample.id, change: { field: "byline", value: byline } });
  const password = wordpress.passwordOf("owner");

  await page.goto("/#/settings/-/destinations");
  await expect(page.getByText("Passwords are kept in memory only, and asked again at each start.")).toBeVisible();
  const site = await add(page, { name: "Gazette", address: wordpress.url, login: "owner", password });
  await expect(site.getByRole("status")).toContainText(/It answers: WordPress [\d.]+, as Site Owner/);
  await holdsNo(page, password);
  await isAccessible(page);

  await page.goto(`/#/write/${sample.id}`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish now" }).click();
  await expect(sheet.getByText("is where it should be", { exact: false })).toBeVisible({ timeout: 30_000 });
  await expect(sheet.getByRole("listitem").filter({ hasText: "Gazette" })).toContainText("Live");

  const outbox = (await desk.call("outbox_show", {})) as { stories: { rows: { place: string; url: string }[] }[] };
  const address = outbox.stories.flatMap((story) => story.rows).find((row) => row.place === "Gazette")?.url;
  const reader = await context.newPage();
  await reader.goto(address ?? "");
  await expect(reader.getByRole("heading", { name: /Tram 9/ }).first()).toBeVisible();
  await expect(reader.getByText("Author One").first()).toBeVisible();
  await expect(reader.locator("figure img").first()).toBeVisible();
});

test("a wrong password, a wrong path and another site each get their sentence", async ({ page }) => {
  const other = await startOtherSite();
  const owner = { login: "owner", password: wordpress.passwordOf("owner") };
  await page.goto("/#/settings/-/destinations");

  const wrong = "not the right one at all";
  const locked = await add(page, { name: "Locked", address: wordpress.url, login: "owner", password: wrong });
  await expect(locked.getByRole("status")).toContainText("Stories cannot go there yet.");
  await expect(locked.getByRole("status")).toContainText("does not know this name and application password");
  await holdsNo(page, wrong);

  const lost = await add(page, { name: "Lost", address: `${wordpress.url}/nowhere`, ...owner });
  await expect(lost.getByRole("status")).toContainText("does not offer what publishing needs at this address");

  const hotel = await add(page, { name: "Hotel", address: other.url, ...owner });
  await expect(hotel.getByRole("status")).toContainText("answered with something other than data");
  await isAccessible(page);

  // The same in the language of the interface.
  await page.getByRole("button", { name: "Українська" }).click();
  await hotel.getByRole("button", { name: "Спитати" }).click();
  await expect(hotel.getByRole("status")).toContainText("Сайт відповів не даними");
  other.server.close();
});
