// A desk that does not open, and one that takes no writes: what the screens say, and that everybody can read them.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, isAccessible, test } from "./desk";

test("a damaged desk says what can be done, and gives its texts", async ({ page, desk }) => {
  await desk.call("story_sample", {});
  await desk.kill();
  await desk.settle();
  await writeFile(path.join(desk.folder, "house.toml"), "sections = [\n");
  await desk.start();
  await page.goto(desk.address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The house’s settings cannot be read");
  await expect(page.getByRole("button", { name: "Save the texts…" })).toBeHidden();
  await isAccessible(page);

  await desk.kill();
  await writeFile(path.join(desk.folder, "house.toml"), "");
  const database = path.join(desk.folder, "desk.sqlite");
  const sound = await readFile(database);
  await writeFile(database, "no database");
  await desk.start();
  await page.goto(desk.address);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("The desk’s database is damaged");
  await expect(title, "whoever listens hears it first").toBeFocused();
  await isAccessible(page);
  await page.getByRole("button", { name: "Save the texts…" }).click();
  await expect(page.getByRole("log")).toContainText("Nothing of the database can be read");
  await isAccessible(page);

  // The disk has come to its senses.
  await writeFile(database, sound);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: /^Go to anything/ })).toBeVisible();
});

test("a desk that takes no writes says so, and everybody can read it", async ({ page, desk }) => {
  const { id } = (await desk.call("story_sample", {})) as { id: string };
  // The disk itself is filled and locked in the window's tests; here the core's own answer says that it is.
  await page.route("**/call/desk_show", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), read_only: "full" } });
  });
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`/#/write/${id}`);
    await expect(page.getByRole("status").filter({ hasText: "The disk is full." })).toBeVisible();
    await isAccessible(page);
  }
});

test("the texts of a desk that does not open are written into a folder", async ({ page, desk }) => {
  await desk.call("story_sample", {});
  await desk.kill();
  const database = path.join(desk.folder, "desk.sqlite");
  await desk.settle();
  const file = await readFile(database);
  // The database's version stands in its header.
  file.writeUInt32BE(999, 60);
  await writeFile(database, file);
  await desk.start();
  await page.goto(desk.address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This desk was written by a newer Copydesk");
  await page.getByRole("button", { name: "Save the texts…" }).click();
  await expect(page.getByRole("status").filter({ hasText: "whole" })).toContainText("“Copydesk texts”");
  const saved = await desk.saved();
  expect(await readdir(saved)).toHaveLength(1);
});
