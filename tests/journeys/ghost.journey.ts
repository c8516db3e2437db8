// Ghost, where it is installed: added in Settings by a person, asked, published to, and read as a reader reads it.
import { expect, isAccessible, test } from "./desk";
import { ghostIsInstalled, startGhost, type Ghost } from "./servers";

test.skip(!ghostIsInstalled(), "Ghost is not installed here (tests/servers/boot-ghost.sh install)");

let ghost: Ghost;
test.beforeAll(async () => {
  ghost = await startGhost();
});
test.afterAll(() => ghost.stop());

test("a Ghost is added, answers, and its readers get the story", async ({ page, desk, context }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  const byline = [{ person: null, role: "by", name: ghost.author }];
  await desk.call("story_set", { story: sample.id, change: { field: "byline", value: byline } });

  await page.goto("/#/settings/-/destinations");
  const add = async (name: string, key: string) => {
    await page.getByRole("button", { name: "Add Ghost" }).click();
    await expect(page.getByLabel("Login there")).toHaveCount(0);
    await page.getByLabel("Address of the site").fill(ghost.url);
    await page.getByLabel("Your name for it").fill(name);
    await page.getByLabel("Admin API key").fill(key);
    await page.getByLabel("This address is on my own computer or network, and I mean it").check();
    await isAccessible(page);
    await page.getByRole("button", { name: "Add and ask" }).click();
    return page.getByRole("listitem").filter({ hasText: name });
  };

  // Whoever pastes the shorter key of the other interface hears so before anything is sent.
  await add("Gazette", "22444f78447824223cefc48062");
  await expect(page.getByRole("alert")).toContainText("The Admin API key has two parts with a colon between");
  await page.getByRole("button", { name: "Cancel" }).click();

  const stale = await add("Stale", ghost.key.replace(/:.*/, `:${"99".repeat(32)}`));
  await expect(stale.getByRole("status")).toContainText("The site does not know this Admin API key.");
  await stale.getByRole("button", { name: "Remove" }).click();
  await stale.getByRole("button", { name: "Remove it: what is live stays live" }).click();

  const site = await add("Gazette", ghost.key);
  await expect(site.getByRole("status")).toContainText(/It answers: Ghost 5\.\d+\.\s*$/);
  const shown = await page.content();
  expect(shown.includes(ghost.key.split(":")[1] ?? ghost.key), "no secret is on the screen").toBe(false);

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
  await expect(reader.getByText(ghost.author).first()).toBeVisible();
  await expect(reader.locator("figure img").first()).toBeVisible();
});
