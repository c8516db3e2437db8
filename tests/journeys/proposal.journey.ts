// What is asked of a fact: a comment on the dateline, another value proposed in its thread, accepted by whoever may; and
// what became of suggestions that are gone.
import { actAs, expect, isAccessible, select, test, twoMembers } from "./desk";

test("another value of a fact is proposed in its thread, and accepted", async ({ page, desk }) => {
  await twoMembers(desk);
  await page.goto("/");
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Headline", exact: true }).click();
  await page.keyboard.type("Grain exporters look to rail");
  await page.keyboard.press("F8");
  const dateline = page.getByRole("combobox", { name: "Dateline" });
  await dateline.fill("KIEV");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  // The editor asks about the field that has the cursor, and says what it should be.
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("F8");
  await dateline.focus();
  await page.keyboard.press("Control+Shift+M");
  await page.getByRole("textbox", { name: "Comment" }).fill("We write it in Ukrainian.");
  await page.keyboard.press("Enter");
  const thread = page.getByRole("article", { name: "Comment by Night Editor on: Dateline" });
  await expect(thread).toContainText("We write it in Ukrainian.");
  await thread.getByRole("button", { name: "Propose another value" }).press("Enter");
  await thread.getByRole("textbox", { name: "Propose another value" }).fill("KYIV");
  await page.keyboard.press("Enter");
  await expect(thread).toContainText("proposed");
  await expect(thread).toContainText("KYIV");
  await isAccessible(page);
  await page.keyboard.press("F8");
  await expect(dateline, "it is only proposed").toHaveValue("KIEV");

  // The reporter accepts it: the fact has the value, and the thread says who did.
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Shift+F8");
  await thread.getByRole("button", { name: "Accept" }).press("Enter");
  await expect(thread, "what was asked is settled").toHaveCount(0);
  await page.getByText("1 resolved comment").click();
  await expect(thread).toContainText("accepted it");
  await expect(thread.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await page.keyboard.press("F8");
  await expect(dateline).toHaveValue("KYIV");
});

test("suggestions that are gone are told, each with what became of it", async ({ page, desk }) => {
  await twoMembers(desk);
  await page.goto("/");
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Control+n");
  const headline = page.getByRole("textbox", { name: "Headline", exact: true });
  await headline.click();
  await page.keyboard.type("Grain goes by rail");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type("One railway has nine wagons to spare.");

  await actAs(page, "Night Editor");
  await page.keyboard.press("F2");
  for (const [words, instead] of [
    ["One", "The"],
    ["nine", "ten"],
  ] as const) {
    await select(page, words);
    await page.keyboard.type(instead);
    await expect(body.locator("ins", { hasText: instead })).toBeVisible();
  }
  await select(page, "spare");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(" soon");
  await expect(body.locator("ins", { hasText: " soon" })).toBeVisible();
  // A headline is suggested as any other words are.
  await headline.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" again");
  await expect(headline.locator("ins")).toHaveText(" again");
  await page.keyboard.press("F2");
  await page.keyboard.press("Shift+F8");
  await expect(page.getByRole("heading", { name: "4 suggestions" })).toBeVisible();

  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Shift+F8");
  const card = (words: string) =>
    page.getByRole("article", { name: "Suggestion by Night Editor" }).filter({ hasText: words });
  await card("The").getByRole("button", { name: "Accept" }).press("Enter");
  await expect(card("The")).toHaveCount(0);
  await card("ten").getByRole("button", { name: "Reject" }).press("Enter");
  await expect(card("ten")).toHaveCount(0);
  await card("again").getByRole("button", { name: "Accept" }).press("Enter");
  await expect(headline).toHaveText("Grain goes by rail again");
  // He takes the words away that the last one is on.
  await select(page, " soon");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("article", { name: "Suggestion by Night Editor" })).toHaveCount(0);
  await page.getByText("4 suggestions that are gone").click();
  const gone = page.getByRole("listitem").filter({ hasText: "Suggestion by Night Editor" });
  await expect(gone.filter({ hasText: "One" })).toContainText("accepted by Staff Reporter");
  await expect(gone.filter({ hasText: "nine" })).toContainText("rejected by Staff Reporter");
  await expect(gone.filter({ hasText: "again" })).toContainText("accepted by Staff Reporter");
  await expect(gone.filter({ hasText: "soon" })).toContainText("Staff Reporter took its words away");
  await isAccessible(page);
});
