// A newsroom's own CMS, added in Settings by a person, asked, published to, and read as a reader reads it.
import { expect, isAccessible, test } from "./desk";
import { startReceiver, type Receiver } from "./servers";

let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await startReceiver();
});
test.afterAll(() => receiver.stop());

test("a CMS is added, answers, and its readers get the story", async ({ page, desk, context }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  const byline = [{ person: null, role: "by", name: receiver.author }];
  await desk.call("story_set", { story: sample.id, change: { field: "byline", value: byline } });

  await page.goto("/#/settings/-/destinations");
  const add = async (name: string, secret: string) => {
    await page.getByRole("button", { name: "Add your own CMS" }).click();
    await expect(page.getByLabel("Login there")).toHaveCount(0);
    await page.getByLabel("Address of its endpoint").fill(receiver.url);
    await page.getByLabel("Your name for it").fill(name);
    await page.getByLabel("Signing secret").fill(secret);
    await page.getByLabel("This address is on my own computer or network, and I mean it").check();
    await isAccessible(page);
    await page.getByRole("button", { name: "Add and ask" }).click();
    return page.getByRole("listitem").filter({ hasText: name });
  };

  // Whoever pastes a password where the secret belongs hears so before anything is sent.
  await add("Gazette", "hunter2");
  await expect(page.getByRole("alert")).toContainText("The signing secret begins with whsec_");
  await page.getByRole("button", { name: "Cancel" }).click();

  const cms = await add("Gazette", receiver.secret);
  await expect(cms.getByRole("status")).toContainText("It answers: Reference receiver 1.0, as Copydesk.");
  await expect(cms).toContainText("Own CMS");
  const shown = await page.content();
  expect(shown.includes(receiver.secret), "no secret is on the screen").toBe(false);

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
  await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(reader.locator("body")).toContainText(receiver.author);
});
