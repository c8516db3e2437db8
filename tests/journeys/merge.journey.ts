// Journey 6: somebody changed it there. Nothing is overwritten; three texts stand side by side; what a person chooses
// goes out, approved, and readers get both works.
import { expect, isAccessible, test, type Desk } from "./desk";
import { startReceiver, type Receiver } from "./servers";

let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await startReceiver();
});
test.afterAll(() => receiver.stop());

interface Outbox {
  stories: { story: string; rows: { place: string; state: string | null; url: string | null; changed_there: boolean }[] }[];
}

async function rowAt(desk: Desk, place: string) {
  const outbox = (await desk.call("outbox_show", {})) as Outbox;
  return outbox.stories.flatMap((story) => story.rows).find((row) => row.place === place);
}

/** Publishes the head to one place, as a person did who confirmed everything. */
async function publishes(desk: Desk, story: string, destination: string) {
  const plan = (await desk.call("publish_plan", { story })) as { hash: string };
  await desk.call("publish_start", {
    story,
    destinations: [destination],
    note: null,
    reason: "Only the wording changed.",
    seen_hash: plan.hash,
    approve_too: true,
    at_ms: null,
  });
}

test("a story that somebody changed there is merged by paragraph, approved, and published", async ({
  page,
  desk,
  context,
}) => {
  const story = ((await desk.call("story_sample", {})) as { id: string }).id;
  const byline = [{ person: null, role: "by", name: receiver.author }];
  await desk.call("story_set", { story, change: { field: "byline", value: byline } });
  const cms = (
    (await desk.call("destination_add", {
      adapter: "endpoint",
      name: "Gazette",
      address: receiver.url,
      login: "",
      secret: receiver.secret,
      allow_private: true,
    })) as { id: string }
  ).id;
  await publishes(desk, story, cms);
  await expect.poll(async () => (await rowAt(desk, "Gazette"))?.state, { timeout: 30_000 }).toBe("arrived");

  // At 11:40 somebody edits it in the CMS; here somebody writes in the same paragraph.
  await receiver.edit("Web Desk", "the transport office said", "the transport office confirmed");
  await receiver.edit("Web Desk", "Three stops move", "Three busy stops move");
  await page.goto(`/#/write/${story}`);
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("At last: ");
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await publishes(desk, story, cms);
  await expect.poll(async () => (await rowAt(desk, "Gazette"))?.changed_there, { timeout: 30_000 }).toBe(true);

  // The outbox says so, and leads to the three texts.
  await page.keyboard.press("Alt+4");
  await expect(page.getByText("Somebody changed it there", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: "Compare" }).first().click();
  await expect(page.getByRole("heading", { name: "Somebody changed it there" })).toBeVisible();
  await expect(page.getByText("Web Desk edited this story on Gazette itself", { exact: false })).toBeVisible();
  const first = page.getByRole("radiogroup", { name: "Paragraph 1" });
  const stops = page.getByRole("radiogroup", { name: "Paragraph 4" });
  await expect(stops.getByRole("radio", { name: "2 Theirs" }), "taken, because only they changed it").toBeChecked();
  await expect(first.getByRole("radio", { checked: true }), "nothing is chosen in silence").toHaveCount(0);
  await isAccessible(page);

  // Nothing can be published before a choice; by key: theirs, mine, both.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Somebody changed it there" })).toBeVisible();
  await page.keyboard.press("2");
  await expect(first.getByRole("radio", { name: "2 Theirs" })).toBeChecked();
  await page.keyboard.press("1");
  await expect(first.getByRole("radio", { name: "1 Mine" })).toBeChecked();
  await page.keyboard.press("3");
  const words = page.getByRole("textbox", { name: "Paragraph 1, both" });
  await expect(words).toBeFocused();
  await expect(words).toHaveValue(/^At last: Tram 9 will run.*the transport office confirmed on Thursday\.$/);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("It is certain. ");
  await page.keyboard.press("Escape");
  await expect(first.getByRole("radio", { name: "3 Both, edit" })).toBeFocused();
  await page.keyboard.press("j");
  await expect(stops.getByRole("radio", { name: "2 Theirs" })).toBeFocused();
  await isAccessible(page);
  await page.keyboard.press("Control+p");
  await expect(page.getByRole("dialog").getByText("Three busy stops move", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");

  // It becomes a revision, and goes on to the sheet: approved and published like any other.
  await page.keyboard.press("Control+Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("You approve your own text.", { exact: false })).toBeVisible();
  await sheet.getByRole("checkbox", { name: /Local site/ }).uncheck();
  await sheet.getByRole("combobox", { name: "What kind of change is this?" }).click();
  await page.getByRole("option", { name: "Typo: no note" }).click();
  const reason = sheet.getByLabel("Why readers need no note");
  if (await reason.isVisible()) await reason.fill("Only the wording changed.");
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish update now" }).click();
  await expect(sheet.getByText("is where it should be", { exact: false })).toBeVisible({ timeout: 30_000 });

  const reader = await context.newPage();
  await reader.goto((await rowAt(desk, "Gazette"))?.url ?? "");
  await expect(reader.locator("body")).toContainText("It is certain. At last: Tram 9 will run");
  await expect(reader.locator("body")).toContainText("the transport office confirmed on Thursday.");
  await expect(reader.locator("body")).toContainText("Three busy stops move");

  // Who wrote what is known: their words are theirs.
  const blame = JSON.stringify(await desk.call("story_blame", { story }));
  expect(blame).toContain("Web Desk · Gazette");
});

test("a story that nobody changed there says so", async ({ page, desk }) => {
  const story = ((await desk.call("story_sample", {})) as { id: string }).id;
  const plan = (await desk.call("publish_plan", { story })) as { rows: { destination: { id: string } }[] };
  await publishes(desk, story, plan.rows[0]?.destination.id ?? "");
  await expect.poll(async () => (await rowAt(desk, "Local site"))?.state, { timeout: 30_000 }).toBe("arrived");
  await page.goto(`/#/write/${story}`);
  await expect(page.getByRole("textbox", { name: "Body" })).toBeVisible();
  await page.keyboard.press("Shift+F6");
  await expect(page.getByRole("heading", { name: "Nobody changed it there" })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "What is where" })).toBeVisible();
});

test("where a text is, at a glance and by one key", async ({ page, desk }) => {
  const story = ((await desk.call("story_sample", {})) as { id: string }).id;
  await page.goto(`/#/write/${story}`);
  const glance = page.getByRole("button", { name: /This disk: exactly this text/ });
  await expect(glance).toBeVisible();
  const plan = (await desk.call("publish_plan", { story })) as { rows: { destination: { id: string } }[] };
  await publishes(desk, story, plan.rows[0]?.destination.id ?? "");
  await expect(glance).toHaveAccessibleName(/Local site: exactly this text/, { timeout: 30_000 });
  await page.keyboard.press("F6");
  const sheet = page.getByRole("dialog", { name: "What is where" });
  await expect(sheet.getByText("Live. Read back: same as approved.", { exact: false })).toBeVisible();
  await expect(sheet.getByText("Backup", { exact: true })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Escape");

  // A letter more, and readers have another text.
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" More.");
  await expect(glance).toHaveAccessibleName(/Local site: another text, or none/);

  // Taken back from readers by key, from the story; nobody finds it.
  await page.keyboard.press("Control+Alt+b");
  const take = page.getByRole("dialog", { name: "Take back from readers" });
  await expect(take.getByText("Its page and every line that leads to it go", { exact: false })).toBeVisible();
  await isAccessible(page);
  await take.getByRole("button", { name: "Take back" }).click();
  await expect.poll(async () => (await rowAt(desk, "Local site"))?.url ?? null, { timeout: 30_000 }).toBeNull();
  await page.keyboard.press("F6");
  await expect(sheet.getByText("Taken back. Readers find it no longer.", { exact: false })).toBeVisible();
});
