// What stands in the text besides words: pictures that are copied, cut and framed, and pages from elsewhere.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Desk, expect, isAccessible, test } from "./desk";

const PHOTO = path.resolve(import.meta.dirname, "../../src-tauri/headless/sample/tram.jpg");

interface Figure {
  id: string;
  crop: { x: number; y: number; width: number; height: number } | null;
  focal: { x: number; y: number } | null;
}
interface Facts {
  figures: Figure[];
  embeds: { id: string; url: string | null; title: string }[];
  registers: Record<string, unknown>;
}

async function newStory(page: Page): Promise<string> {
  await page.goto("/");
  await expect(page.getByRole("button", { name: /New story/ }).first()).toBeVisible();
  await page.keyboard.press("Control+n");
  await expect(page.getByRole("textbox", { name: "Headline", exact: true })).toBeFocused();
  await page.keyboard.type("Bridge opens");
  return /write\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? "";
}

const facts = async (desk: Desk, story: string) => (await desk.call("story_facts", { story })) as Facts;

async function publish(page: Page, desk: Desk): Promise<string> {
  await page.keyboard.press("Control+Shift+P");
  const sheet = page.getByRole("dialog");
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish now" }).click();
  await expect(sheet.getByText("is where it should be", { exact: false })).toBeVisible();
  const folder = path.join(desk.folder, "Documents", "Copydesk site", "story");
  const [file] = await readdir(folder);
  return readFile(path.join(folder, file ?? ""), "utf8");
}

/** Chooses the picture of the body as one thing, as a click on it does. */
async function choosePicture(page: Page, at: number) {
  const picture = page.getByRole("textbox", { name: "Body" }).locator("figure").nth(at).locator("img");
  await picture.scrollIntoViewIfNeeded();
  await picture.click({ position: { x: 20, y: 60 } });
  await expect(page.locator(".ProseMirror-selectednode")).toHaveCount(1);
}

test("a copied picture has a caption of its own; one that is cut and pasted stays itself", async ({
  page,
  desk,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const story = await newStory(page);
  const body = page.getByRole("textbox", { name: "Body" });
  const pictures = body.locator("figure");

  // The first photo is the lead; the second stands in the text.
  for (const _ of [1, 2]) {
    const chooser = page.waitForEvent("filechooser");
    await body.click();
    await page.keyboard.press("Control+Shift+F");
    await (await chooser).setFiles(PHOTO);
    await expect(page.getByText("The photo is in.", { exact: false })).toBeVisible();
  }
  await expect(pictures).toHaveCount(1);
  const first = (await facts(desk, story)).figures.map((figure) => figure.id);

  await choosePicture(page, 0);
  await page.keyboard.press("Control+c");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+v");
  await expect(pictures).toHaveCount(2);
  const captions = pictures.getByRole("textbox", { name: "Caption" });
  await expect(captions.nth(1), "the copy begins with the same caption").not.toBeEmpty();
  await captions.nth(1).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("The copy’s own words.");
  await expect(captions.nth(1)).toHaveText("The copy’s own words.");
  await expect(captions.nth(0)).not.toContainText("own words");
  await expect.poll(async () => (await facts(desk, story)).figures.length, "another figure was made").toBe(3);

  const copied = (await facts(desk, story)).figures.map((figure) => figure.id).find((id) => !first.includes(id));
  await choosePicture(page, 1);
  await page.keyboard.press("Control+x");
  await expect(pictures).toHaveCount(1);
  await page.keyboard.press("Control+v");
  await expect(pictures).toHaveCount(2);
  await expect(body.locator(`[data-figure="${copied}"]`), "the same figure as before").toHaveCount(1);
  await expect(body.locator(`[data-figure="${copied}"]`).getByRole("textbox", { name: "Caption" })).toHaveText(
    "The copy’s own words.",
  );
  expect((await facts(desk, story)).figures, "no further figure was made").toHaveLength(3);

  // Carried over to another story it is another picture there, with its photo, its caption and its rights.
  await choosePicture(page, 1);
  await page.keyboard.press("Control+c");
  const other = await newStory(page);
  expect(other).not.toBe(story);
  await body.click();
  await page.keyboard.press("Control+v");
  await expect(pictures.locator("img")).toHaveCount(1);
  await expect(pictures.getByRole("textbox", { name: "Caption" })).toHaveText("The copy’s own words.");
  const [there, ...more] = (await facts(desk, other)).figures;
  expect(more).toEqual([]);
  const here = (await facts(desk, story)).figures;
  expect(here.map((figure) => figure.id)).not.toContain(there?.id);
  expect(there).toEqual({ ...here.find((figure) => figure.id === copied), id: there?.id });
});

test("a picture is framed by hand and by keys, and readers get what is left of it", async ({ page, desk }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  await page.goto(`/#/write/${sample.id}`);
  const lead = page.getByRole("main").locator("figure").first();
  await lead.locator("img").hover();
  await lead.getByRole("button", { name: "Credit and rights" }).click();

  const point = page.getByRole("button", { name: /^Focal point:/ });
  await point.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(point).toHaveAccessibleName("Focal point: 45 % from the left, 50 % from the top");
  await page.getByText("As numbers, in percent").click();
  await page.getByLabel("Right edge").fill("50");
  await page.keyboard.press("Enter");
  const kept = async () => {
    const { crop, focal } = (await facts(desk, sample.id)).figures[0] ?? { crop: null, focal: null };
    return { crop, focal };
  };
  await expect.poll(kept).toEqual({
    crop: { x: 0, y: 0, width: 5000, height: 10_000 },
    focal: { x: 4500, y: 5000 },
  });
  const corner = page.getByRole("button", { name: /^Crop, lower right corner/ });
  const box = await corner.boundingBox();
  if (!box) throw new Error("the corner is on the screen");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await kept()).crop?.height ?? 0, "the corner was dragged up").toBeLessThan(9500);
  await isAccessible(page);

  const { crop } = await kept();
  const printed = await publish(page, desk);
  const [, width, height] = /<img[^>]*width="(\d+)"[^>]*height="(\d+)"/.exec(printed) ?? [];
  const whole = (await desk.call("story_facts", { story: sample.id })) as { figures: { width: number; height: number }[] };
  const shape = (whole.figures[0]?.width ?? 0) / (whole.figures[0]?.height ?? 1);
  const expected = shape * ((crop?.width ?? 0) / (crop?.height ?? 1));
  expect(Number(width) / Number(height), "the page shows the part that was kept").toBeCloseTo(expected, 1);
  await page.goto(`/#/write/${sample.id}`);
  const shown = await lead.locator(".plate").boundingBox();
  expect((shown?.width ?? 0) / (shown?.height ?? 1), "and so does the manuscript").toBeCloseTo(expected, 1);
});

test("a page elsewhere stands in the text by its address, and readers can open it", async ({ page, desk }) => {
  const story = await newStory(page);
  await desk.call("story_set", {
    story,
    change: { field: "byline", value: [{ person: null, role: "by", name: "Staff Reporter" }] },
  });
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.type("The council explains the new timetable.");
  await page.keyboard.press("Control+Alt+e");
  const line = page.getByRole("dialog", { name: "Page elsewhere…" });
  await line.getByLabel("Address").fill("javascript:alert(1)");
  await expect(line.getByText("This is no web address.")).toBeVisible();
  await line.getByLabel("Address").fill("council.example/timetable");
  await line.getByLabel("What readers see in its place").fill("The timetable in full");
  await page.keyboard.press("Enter");
  const card = page.getByRole("textbox", { name: "Body" }).locator("[data-embed]");
  await expect(card).toContainText("The timetable in full");
  await expect(card).toContainText("https://council.example/timetable");
  await isAccessible(page);

  const printed = await publish(page, desk);
  await expect(
    page.getByRole("dialog").getByText("is where it should be", { exact: false }),
  ).toBeVisible();
  expect(printed).toContain('href="https://council.example/timetable"');
  expect(printed).toContain("The timetable in full");
});

test("what the desk plans with is kept, and the status line counts towards the target", async ({ page, desk }) => {
  const story = await newStory(page);
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.type("Five words and no more");
  await page.getByLabel("Target length, words").fill("400");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("contentinfo")).toContainText("5 of 400 words");
  await page.getByRole("combobox", { name: "Priority" }).click();
  await page.getByRole("option", { name: "2 · urgent" }).click();
  await page.getByLabel("Canonical address").fill("https://elsewhere.example/a");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => {
      const { canonical, priority, target_words } = (await facts(desk, story)).registers;
      return { canonical, priority, target_words };
    })
    .toEqual({ canonical: "https://elsewhere.example/a", priority: 2, target_words: 400 });
});
