// Journey 2, its beginning: a new story, its words on disk as they are typed, there again after the core was killed.
import { expect, isAccessible, test } from "./desk";

test("what was typed is there after the core was killed", async ({ page, desk }) => {
  await page.goto("/");
  await isAccessible(page);
  await page.getByRole("button", { name: "New story" }).first().click();
  const headline = page.getByRole("textbox", { name: "Headline" });
  await headline.click();
  await page.keyboard.type("Ferry back by Friday");
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.type("The bridge opens again on Monday.");
  await expect(page.getByRole("status")).toContainText("Saved on this computer");
  await isAccessible(page);

  await desk.kill();
  await desk.start();
  await page.goto(`${desk.address}/`);
  await page.getByRole("button", { name: /Ferry back by Friday/ }).click();
  await expect(body).toHaveText("The bridge opens again on Monday.");
});
