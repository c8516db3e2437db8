// Journey 3: sent, read, sent back, answered, approved; one more word, and it is no longer ready.
import { actAs, expect, isAccessible, test, twoMembers } from "./desk";

test("the editor reads what changed, sends back, and approves exactly one text", async ({
  page,
  desk,
}) => {
  await twoMembers(desk);
  await page.goto("/");
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Headline", exact: true }).click();
  await page.keyboard.type("Grain exporters look to rail");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type(
    "Exporters moved nearly half of the autumn harvest by rail.",
  );
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Revision note").fill("Ready for you");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  const row = page.getByRole("listitem").filter({ hasText: "Grain exporters" });
  await expect(row).toContainText("new to you");
  await row.getByRole("button").click();
  await expect(page.getByText("New to you: the whole text")).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Control+Shift+B");
  await page.getByLabel("Revision note").fill("Give the share as a number");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent back with your note.")).toBeVisible();

  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Alt+1");
  await page.getByRole("button", { name: /^Sent back/ }).click();
  await expect(row).toContainText("Give the share as a number");
  await body.getByText("nearly half").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(
    "Exporters moved 41 percent of the autumn harvest by rail.",
  );
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await page.getByRole("button", { name: /^Waiting for me/ }).click();
  await expect(row).toContainText("words changed since you read it");
  await expect(page.locator("del", { hasText: "nearly half" })).toBeVisible();
  await expect(page.locator("ins", { hasText: "41 percent" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.locator("[data-here]")).toHaveCount(1);
  await page.keyboard.press("2");
  await expect(
    page.getByRole("button", { name: "Side by side" }),
  ).toHaveAttribute("aria-pressed", "true");
  await isAccessible(page);
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Approved: exactly this text.")).toBeVisible();
  await page.getByRole("button", { name: /^Ready/ }).click();
  await expect(row).toContainText("Ready");

  // One more word, and it is no longer ready; undone, and it is again.
  await page.keyboard.press("Alt+1");
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Again");
  await page.getByRole("button", { name: /^In review/ }).click();
  await expect(row).toContainText("changed since approval");
  await body.click();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /^Ready/ }).click();
  await expect(row).toContainText("Ready");
});
