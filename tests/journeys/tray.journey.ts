// The editor's tray when more waits than a list holds: what is cut off is what can wait.
import { actAs, expect, test, twoMembers } from "./desk";

/** One more than a list reads, and then some. */
const STORIES = 206;

test("what is most urgent is at the head of the tray, however much waits", async ({ page, desk }) => {
  test.setTimeout(240_000);
  await twoMembers(desk);
  const minute = 60_000;
  for (let n = 0; n < STORIES; n += 1) {
    const { id: story } = (await desk.call("story_create", { slugline: `story-${n}`, language: "en" })) as {
      id: string;
    };
    // The one that was touched longest ago, and of which a list of the newest knows nothing, is due first.
    if (n === 0) {
      const due = { field: "due", value: Date.now() + 30 * minute };
      await desk.call("story_set", { story, change: due });
    }
    const filed = { story, kind: "filed", why: "", until_ms: null, to: null, seen_hash: null };
    await desk.call("story_move", filed);
  }
  await page.goto("/");
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  const rows = page.getByRole("navigation", { name: "Desk" }).getByRole("listitem");
  await expect(rows.first()).toContainText("story-0");
  await expect(rows.nth(1), "then whoever waits longest").toContainText("story-1");
  await expect(rows.nth(2)).toContainText("story-2");
  await expect(page.getByText("6 more")).toBeVisible();
  await expect(page.getByText(`story-${STORIES - 1}`), "what came last is not in the list").toHaveCount(0);
});
