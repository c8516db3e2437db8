// Every screen, in both themes and both languages, at 100 and at 200 per cent: axe finds nothing, nothing is cut off.
import type { Page } from "@playwright/test";
import { type Desk, expect, isAccessible, test } from "./desk";

const SETTINGS = ["house", "members", "people", "destinations", "looks"];

async function sample(desk: Desk): Promise<string> {
  return ((await desk.call("story_sample", {})) as { id: string }).id;
}

/** What stands outside the window's width, and cannot be reached by scrolling down. */
async function fits(page: Page) {
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll("main *, aside *, nav *")]
      .filter((element) => {
        const { width, right } = element.getBoundingClientRect();
        return (
          width > 0 &&
          right > innerWidth + 1 &&
          getComputedStyle(element).visibility !== "hidden" &&
          !element.closest(".sr")
        );
      })
      .map((element) => `${element.tagName}.${element.className}`),
  );
  expect(outside, "everything is within the window").toEqual([]);
}

// Both themes of each are looked at.
const WALKS: Record<string, (story: string) => [string, string][]> = {
  "where stories are written, read and sent": (story) => [
    [`write/${story}`, '[aria-label="Body"]'],
    [`review/${story}`, ".rail"],
    ["archive/-", ".hit"],
    ["outbox/-", "main h1"],
    ["write/-", "main h1"],
  ],
  settings: () => SETTINGS.map((part): [string, string] => [`settings/-/${part}`, "main h1"]),
};
for (const [name, walk] of Object.entries(WALKS)) {
  test(`every screen is accessible: ${name}`, async ({ page, desk }) => {
    for (const [hash, there] of walk(await sample(desk))) {
      await page.goto(`/#/${hash}`);
      await expect(page.locator(there).first(), hash).toBeVisible();
      await isAccessible(page);
      await fits(page);
    }
  });
}

test("type at 200 per cent loses nothing: panels become drawers", async ({
  page,
  desk,
}) => {
  const story = await sample(desk);
  await page.addInitScript(() => localStorage.setItem("size", "200"));
  for (const hash of [
    `write/${story}`,
    `review/${story}`,
    "archive/-",
    "outbox/-",
    "settings/-/house",
  ]) {
    await page.goto(`/#/${hash}`);
    await expect(page.getByRole("main")).toBeVisible();
    await fits(page);
    await isAccessible(page);
  }
  await page.goto(`/#/write/${story}`);
  await expect(page.getByRole("tab", { name: "Details" })).toBeHidden();
  await page.keyboard.press("Control+Shift+D");
  await expect(page.getByRole("tab", { name: "Details" })).toBeVisible();
});

test("Copydesk speaks Ukrainian at a click, and remembers", async ({
  page,
  desk,
}) => {
  await sample(desk);
  await page.goto("/");
  await page.getByRole("button", { name: "Українська" }).click();
  await expect(
    page.getByRole("button", { name: "Новий матеріал", exact: false }),
  ).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole("button", { name: "Новий матеріал", exact: false }),
  ).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "uk");
  await isAccessible(page);
});
