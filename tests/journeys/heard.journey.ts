// What somebody hears who does not see the screen: in a comparison and in the manuscript what was inserted and deleted
// is said as such, and what is commented on is said to be; what changed is reached by key, and its place is told.
import type { Page } from "@playwright/test";
import { actAs, expect, select, test, twoMembers } from "./desk";

/** What the browser tells a screen reader of some words: their role, and what describes them. */
async function heard(page: Page, words: string) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const parents = new Map(nodes.flatMap((node) => (node.childIds ?? []).map((child) => [child, node] as const)));
  return nodes
    .filter((node) => node.role?.value === "StaticText" && node.name?.value === words)
    .map((node) => {
      const around: string[] = [];
      for (let up = parents.get(node.nodeId); up; up = parents.get(up.nodeId)) {
        if (up.ignored) continue;
        around.push([up.role?.value, up.description?.value].filter(Boolean).join(": "));
      }
      return around;
    });
}

/** Waits until somewhere on the page these words are heard so. */
async function isHeard(page: Page, words: string, as: string) {
  await expect
    .poll(async () => (await heard(page, words)).some((around) => around.includes(as)), `${words} is heard as ${as}`)
    .toBe(true);
}

test("a screen reader hears inserted, deleted and comment", async ({ page, desk }) => {
  await twoMembers(desk);
  await page.goto("/");
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Headline", exact: true }).click();
  await page.keyboard.type("Grain exporters look to rail");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type("The railway has 1900 wagons, and farmers say so.");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  // The editor reads it, comments and suggests: in the manuscript all three are heard.
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await expect(page.getByText("New to you: the whole text")).toBeVisible();
  await page.keyboard.press("r");
  await page.keyboard.press("Alt+1");
  await select(page, "farmers say so");
  await page.keyboard.press("Control+Shift+M");
  await page.getByRole("textbox", { name: "Comment" }).fill("Which farmers?");
  await page.keyboard.press("Enter");
  await isHeard(page, "farmers say so", "mark: Comment");
  await page.keyboard.press("F2");
  await select(page, "1900");
  await page.keyboard.type("2000");
  await isHeard(page, "1900", "deletion");
  await isHeard(page, "2000", "insertion");
  await page.keyboard.press("F2");

  // The reporter changes a word: in the comparison that is heard, and the comment with its words.
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Alt+1");
  await select(page, "railway");
  await page.keyboard.type("operator");
  await expect(page.locator("footer").getByText(/on this computer/)).toBeVisible();
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await isHeard(page, "railway", "deletion");
  await isHeard(page, "operator", "insertion");
  await isHeard(page, "farmers say so", "mark: Comment");
  await expect(page.getByRole("article", { name: "Comment by Night Editor on “farmers say so”" })).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - article "What changed":
      - paragraph:
        - text: The
        - deletion: railway
        - insertion: operator
        - text: has 1900 wagons, and
        - mark: farmers say so
        - text: .
  `);
  await page.keyboard.press("5");
  await expect(page.getByRole("button", { name: /^Staff Reporter: .*operator/ })).toBeVisible();
});
