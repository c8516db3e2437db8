// Journey 2: a story from the first word, with a photo, through a power cut.
import path from "node:path";
import { expect, test } from "./desk";

const PHOTO = path.resolve(
  import.meta.dirname,
  "../../src-tauri/headless/sample/tram.jpg",
);
const FIRST =
  "The crossing that carries a third of the city’s traffic reopened to cars on Tuesday.";
const SECOND = "Buses follow on Monday, the operator said.";

test("what was said to be saved is there after the power is cut", async ({
  page,
  desk,
}) => {
  await page.goto("/");
  // The page takes keys once it shows what they do.
  await expect(page.getByRole("button", { name: /New story/ }).first()).toBeVisible();
  await page.keyboard.press("Control+n");
  const headline = page.getByRole("textbox", { name: "Headline", exact: true });
  await expect(headline).toBeFocused();
  await page.keyboard.type("Council reopens river crossing");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Buses return on Monday.");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type(FIRST);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`## What happens next`);
  await page.keyboard.press("Enter");
  await page.keyboard.type(SECOND);
  await expect(
    body.getByRole("heading", { name: "What happens next" }),
  ).toBeVisible();

  const saved = page
    .getByRole("status")
    .filter({ hasText: "Saved on this computer" });
  await expect(saved).toBeVisible();

  await page.getByLabel("Slugline", { exact: true }).fill("ferry-bridge");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { name: "ferry-bridge" }),
  ).toBeAttached();

  const chooser = page.waitForEvent("filechooser");
  await page
    .getByRole("main")
    .getByRole("button", { name: "Drop a photo here", exact: false })
    .click();
  await (await chooser).setFiles(PHOTO);
  await expect(
    page.getByText("The photo is in.", { exact: false }),
  ).toBeVisible();
  await expect(
    page.getByRole("textbox", { name: "Caption" }),
    "the caption came with the file",
  ).not.toBeEmpty();
  await expect(page.getByRole("main").getByText("No credit yet")).toHaveCount(
    0,
  );

  const address = new URL(page.url()).hash;
  // The page leaves first: what a page says while its core is gone is another test's.
  await page.goto("about:blank");
  await desk.kill();
  await desk.start();
  await page.goto(`${desk.address}/${address}`);
  await expect(headline).toHaveText("Council reopens river crossing");
  await expect(page.getByRole("textbox", { name: "Deck" })).toHaveText(
    "Buses return on Monday.",
  );
  await expect(body).toContainText(FIRST);
  await expect(body).toContainText(SECOND);
  await expect(page.getByRole("textbox", { name: "Caption" })).not.toBeEmpty();
});

test("a placeholder is marked as it is typed, blocks, and the check jumps to it", async ({
  page,
}) => {
  await page.goto("/");
  // The page takes keys once it shows what they do.
  await expect(page.getByRole("button", { name: /New story/ }).first()).toBeVisible();
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.type("The works cost TK million.");
  await expect(page.locator(".tk.stop")).toHaveText("TK");
  const check = page
    .getByRole("listitem")
    .filter({ hasText: "is left in the text" });
  await expect(check).toBeVisible();
  await check.getByRole("button", { name: "jump" }).click();
  await page.keyboard.type("12");
  await expect(page.getByRole("textbox", { name: "Body" })).toHaveText(
    "The works cost 12 million.",
  );
  await expect(check).toHaveCount(0);
});

test("the palette finds a story and goes back to the text, cursor where it was", async ({
  page,
}) => {
  await page.goto("/");
  // The page takes keys once it shows what they do.
  await expect(page.getByRole("button", { name: /New story/ }).first()).toBeVisible();
  await page.keyboard.press("Control+n");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type("Twowords");
  for (let step = 0; step < 5; step += 1)
    await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to anything" });
  await expect(palette).toBeVisible();
  await page.keyboard.type("revi");
  await expect(palette.getByRole("option").first()).toContainText(
    "Save revision",
  );
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await expect(body).toBeFocused();
  await page.keyboard.type(" ");
  await expect(body).toHaveText("Two words");
});
