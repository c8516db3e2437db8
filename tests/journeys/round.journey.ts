// An editor's round by the keyboard alone: the tray, who wrote what, the log, moves and taking them back, the life
// of the story, what changed since the approval.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import {
  actAs,
  type Desk,
  expect,
  isAccessible,
  test,
  twoMembers,
} from "./desk";

/** Makes a move of the palette's, with a line where it asks for one. */
async function moves(page: Page, keys: string, said: string, line?: string) {
  await page.keyboard.press(keys);
  if (line !== undefined) {
    await page.locator("[data-first]").fill(line);
    await page.keyboard.press("Enter");
  }
  await expect(page.getByText(said).last()).toBeVisible();
}

/** Somebody else acts. The button that the focus is back on says its key for as long: that goes out of the way. */
async function acts(page: Page, name: string) {
  await actAs(page, name);
  await page.keyboard.press("Escape");
}

async function writes(page: Page) {
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "Headline", exact: true }).click();
  await page.keyboard.type("Grain exporters look to rail");
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.type("The railway says it has 1900 wagons to spare.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Farmers have not seen them.");
  await moves(page, "Control+Enter", "Sent to an editor.", "For tonight");
}

/** A third member, who edits too. */
async function another(desk: Desk) {
  const card = { id: null, person: null };
  await desk.call("member_put", {
    ...card,
    name: "Day Editor",
    initials: "DE",
    roles: ["editor"],
  });
}

test("an editor's round by keyboard", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await twoMembers(desk);
  await another(desk);
  await page.goto("/");
  await acts(page, "Staff Reporter");
  await writes(page);

  // The tray: new, and since when it waits. She says that she reads it; nobody is locked out.
  await acts(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  const row = page
    .getByRole("listitem")
    .filter({ hasText: "Grain exporters" });
  await expect(row).toContainText("new to you");
  await expect(row).toContainText("waits now");
  await moves(
    page,
    "Control+Shift+Y",
    "The others see that you are reading it.",
  );
  await acts(page, "Day Editor");
  await expect(row).toContainText("Night Editor is reading");
  await expect(
    page.getByRole("button", { name: /^Take over/ }),
  ).toBeVisible();
  await isAccessible(page);
  await acts(page, "Night Editor");

  // Words of her own, then who wrote what: by colour, line and initials, told by Enter.
  await page.keyboard.press("Alt+1");
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" The desk asked.");
  await page.keyboard.press("Alt+2");
  await expect(
    page
      .locator("main ins", { hasText: "The desk asked." })
      .or(page.getByText("The desk asked.")),
  ).toBeVisible();
  await page.keyboard.press("5");
  const shares = page.getByRole("list", {
    name: "Authors and their shares of the text",
  });
  await expect(shares).toContainText("Staff Reporter");
  await expect(shares).toContainText("Night Editor");
  const hers = page.getByRole("button", {
    name: "Night Editor: The desk asked.",
  });
  await expect(hers).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.locator(".hand:focus")).toHaveAttribute(
    "aria-label",
    "Staff Reporter: Grain exporters look to rail",
  );
  await page.keyboard.press("Enter");
  const told = page.getByRole("region", {
    name: "The words that are chosen",
  });
  await expect(told).toContainText("Staff Reporter");
  await expect(told).toContainText("this computer");
  await expect(
    told.getByRole("button", { name: "Revision 1" }),
  ).toBeVisible();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight");
  await expect(hers).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(told).toContainText("no revision yet");
  await isAccessible(page);
  await page.keyboard.press("1");

  // The log, by key; the palette has it too.
  await page.keyboard.press("Shift+F9");
  const log = page.getByRole("dialog", { name: "Log of the story" });
  await expect(
    log.getByRole("row").filter({ hasText: "took it to read" }),
  ).toContainText("Night Editor");
  await expect(
    log.getByRole("row").filter({ hasText: "sent revision 1 to an editor" }),
  ).toContainText("For tonight");
  await expect(
    log.getByRole("row").filter({ hasText: "made the story" }),
  ).toContainText("this computer");
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await expect(log).toHaveCount(0);

  // Sent back; answered; and the tray says so.
  await moves(
    page,
    "Control+Shift+B",
    "Sent back with your note.",
    "Source the wagons",
  );
  await acts(page, "Staff Reporter");
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Shift+F8");
  await page.getByRole("checkbox", { name: "Source the wagons" }).check();
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" So says its operator.");
  await moves(page, "Control+Enter", "Sent to an editor.", "");
  await acts(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await expect(row).toContainText("answers 1 of your notes");
  await expect(row).toContainText("words changed since you read it");

  // Approved, taken back, approved; held, taken back; spiked, brought back.
  await expect(
    page.locator("ins", { hasText: "So says its operator." }),
  ).toBeVisible();
  await moves(page, "Control+Enter", "Approved: exactly this text.");
  await expect(
    page.getByText(/^Approved: exactly this text · Revision/),
  ).toBeVisible();
  await moves(
    page,
    "Control+Alt+z",
    "Taken back: as if it had never been done.",
  );
  await expect(
    page.getByText(/^Approved: exactly this text · Revision/),
  ).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByText(/^Approved: exactly this text · Revision/),
  ).toBeVisible();
  await moves(
    page,
    "Control+Shift+H",
    "Held. Nothing is sent.",
    "Lawyer reads it",
  );
  await page.keyboard.press("Control+Alt+z");
  await expect(
    page.locator(".news").getByText("held", { exact: true }),
  ).toHaveCount(0);

  // The life: a table for the ear, flags for the eye, and a moment opens.
  const life = page.getByRole("table", { name: /^The story’s life/ });
  await expect(
    life.getByRole("row").filter({ hasText: "approved" }).first(),
  ).toBeVisible();
  await expect(page.locator(".flag.sent_back")).toHaveCount(1);
  await page.locator(".life .dot").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: "Revision 1" });
  await expect(sheet).toContainText("Farmers have not seen them.");
  await page.keyboard.press("Escape");
  await isAccessible(page);

  // One more word: what changed since the approval is one key away.
  await page.keyboard.press("Alt+1");
  await page.getByRole("textbox", { name: "Body" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Today.");
  await page.keyboard.press("Alt+2");
  await expect(
    page.getByRole("button", { name: /^changed since approval/ }),
  ).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.locator("main ins")).toHaveText("Today.");
  await isAccessible(page);
});

test("what only the chief editor may do says so where it blocks", async ({
  page,
  desk,
}) => {
  await twoMembers(desk);
  // The rule stands in the house's file, which is read at the start.
  await desk.kill();
  await writeFile(
    path.join(desk.folder, "house.toml"),
    '[rules]\nchief_editor_only = ["approved"]\n',
  );
  await desk.start();
  await page.goto(desk.address);
  await acts(page, "Staff Reporter");
  await writes(page);
  await acts(page, "Night Editor");
  await page.keyboard.press("Alt+2");
  await expect(
    page.getByText("only the chief editor can do this"),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await isAccessible(page);
});
