// Journey 3, with words between the two: the editor comments, suggests and sends back; the reporter answers, accepts
// and ticks; the editor approves, once nothing is pending.
import { actAs, expect, isAccessible, select, test, twoMembers } from "./desk";

test("the editor asks and suggests, the reporter answers and accepts", async ({
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
  await page.keyboard.type("The railway says it has 1900 wagons to spare.");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  // The editor asks about words, with the reporter's name.
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+1");
  await select(page, "wagons to spare");
  await page.keyboard.press("Control+Shift+M");
  const says = page.getByRole("textbox", { name: "Comment" });
  await says.fill("Says who? @Sta");
  await page.keyboard.press("Tab");
  await expect(says).toHaveValue("Says who? @Staff Reporter ");
  await page.keyboard.press("Enter");
  const thread = page.getByRole("article", {
    name: /^Comment by Night Editor/,
  });
  await expect(thread).toContainText("on “wagons to spare”");
  await expect(body.locator("mark.comment")).toHaveText("wagons to spare");
  await expect(body.locator("mark.comment")).toHaveAttribute(
    "aria-description",
    "Comment",
  );

  // She suggests: what she takes away stays, struck through, and what she writes is marked.
  await page.keyboard.press("F2");
  await expect(
    page.getByRole("button", { name: /^Suggesting/ }),
  ).toHaveAttribute("aria-pressed", "true");
  await select(page, "1900");
  await page.keyboard.type("two thousand");
  await expect(body.locator("del")).toHaveText("1900");
  await expect(body.locator("ins")).toHaveText("two thousand");
  await page.keyboard.press("F2");
  await expect(
    page.getByRole("button", { name: /^Suggest instead/ }),
  ).toHaveAttribute("aria-pressed", "false");
  await expect(
    page.getByRole("heading", { name: "1 suggestion" }),
  ).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Alt+2");
  await expect(
    page.getByRole("article", { name: "Suggestion by Night Editor" }),
  ).toBeVisible();
  await isAccessible(page);

  // A pending suggestion keeps the story from being approved, and says so.
  await expect(
    page.getByText(
      "Approval waits: 1 suggestion is neither accepted nor rejected",
    ),
  ).toBeVisible();
  await expect(
    page.getByRole("button", { name: /^Approve/ }),
  ).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+Shift+B");
  await page.getByLabel("Revision note").fill("Source the wagons");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent back with your note.")).toBeVisible();

  // The reporter answers, goes to the suggestion by key, accepts it by key, ticks.
  await actAs(page, "Staff Reporter");
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Shift+F8");
  await expect(thread).toContainText("asks you to look");
  await thread.getByRole("button", { name: "Reply" }).click();
  await page
    .getByRole("textbox", { name: "Reply" })
    .fill("The operator, on Tuesday.");
  await page.keyboard.press("Enter");
  await expect(thread).toContainText("The operator, on Tuesday.");
  await page.keyboard.press("F4");
  await expect(page.locator("article.here")).toHaveCount(1);
  const suggestion = page.getByRole("article", {
    name: "Suggestion by Night Editor",
  });
  await suggestion.getByRole("button").first().click();
  await page.keyboard.press("Alt+Enter");
  await expect(suggestion).toHaveCount(0);
  await expect(body).toHaveText(
    "The railway says it has two thousand wagons to spare.",
  );
  await page.getByRole("checkbox", { name: "Source the wagons" }).check();
  await expect(page.getByText("answers 1 of the notes")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent to an editor.")).toBeVisible();

  // The editor is content, and approves.
  await actAs(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await expect(
    page.getByRole("checkbox", { name: "Source the wagons" }),
  ).toBeChecked();
  await thread.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("1 resolved comment")).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Approved: exactly this text.")).toBeVisible();
});
