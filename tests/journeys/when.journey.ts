// Time-aware copy: a story that says "today" is to go tomorrow; the check says so, and one key puts it right.
import { expect, goesAt, isAccessible, test } from "./desk";

test("a story that slips to tomorrow says so, and is put right by key", async ({ page, desk }) => {
  const { id } = (await desk.call("story_sample", {})) as { id: string };
  await page.goto(`/#/write/${id}`);
  const body = page.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The lane opens today. “It opens today,” the mayor said.");
  const today = new Date();
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(today);

  await page.keyboard.press("Control+Shift+P");
  const sheet = page.getByRole("dialog");
  const finding = sheet.getByRole("listitem").filter({ hasText: "“today” was written on" });
  await expect(sheet.getByRole("button", { name: "Schedule…" })).toBeVisible();
  await expect(finding, "on its own day it says what it means").toHaveCount(0);

  await goesAt(page, new Date(today.getTime() + 24 * 3_600_000));
  await expect(finding).toContainText(`“today” was written on ${weekday}`);
  const quoted = sheet.getByRole("listitem").filter({ hasText: "“today” in a quotation" });
  await expect(quoted).toBeVisible();
  await expect(quoted.getByRole("button", { name: /^Put/ }), "what somebody said is told only").toHaveCount(0);
  await expect(finding.getByRole("button", { name: `Put “on ${weekday}”` })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Control+F7");
  await expect(finding, "it was put right under the open sheet").toHaveCount(0);
  await expect(quoted, "and the quotation stands as it was said").toBeVisible();

  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Schedule", exact: true }).click();
  await sheet.getByRole("button", { name: "Go on working" }).click();
  await expect(body).toContainText(`The lane opens on ${weekday}. “It opens today,” the mayor said.`);
  await page.getByRole("button", { name: /^Ready/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "tram-9" })).toContainText("Scheduled");

  // An edit like any other: one key takes it back, and then the desk says it of the story that waits.
  await body.focus();
  await page.keyboard.press("Control+z");
  await expect(body).toContainText("The lane opens today.");
  await page.keyboard.press("F7");
  const checks = page.getByRole("tabpanel", { name: /^Checks/ });
  await expect(checks.getByText("“today” was written on", { exact: false })).toBeVisible();
  await page.keyboard.press("Control+F7");
  await expect(body).toContainText(`The lane opens on ${weekday}.`);
});

test("what was to go while Copydesk was closed says how late it is, and asks", async ({ page, desk }) => {
  const { id: story } = (await desk.call("story_sample", {})) as { id: string };
  const plan = (await desk.call("publish_plan", { story, at_ms: null })) as {
    hash: string;
    rows: { destination: { id: string } }[];
  };
  // As if it had been closed over the time that was set.
  await desk.call("outbox_pause", { paused: true });
  await desk.call("publish_start", {
    story,
    destinations: plan.rows.map((row) => row.destination.id),
    note: null,
    reason: "",
    seen_hash: plan.hash,
    approve_too: true,
    at_ms: Date.now() - (3 * 60 + 4) * 60_000,
  });
  await desk.kill();
  await desk.start();
  await page.goto(`${desk.address}/`);
  await expect(page.getByRole("log", { name: "Messages" })).toContainText(/“tram-9.*”: It was to go 3 h 4 min ago/);
  await page.keyboard.press("Alt+4");
  const row = page.locator(".ln").filter({ hasText: "It was to go 3 h 4 min ago" });
  await expect(row).not.toContainText("restored or copied");
  await isAccessible(page);
  await row.getByRole("button", { name: "Go on" }).press("Enter");
  const settled = page.getByRole("region", { name: "Where everything is as it should be" });
  await expect(settled, "then it goes").toContainText("Tram 9 gets its own lane");
});
