// The local site, uploaded to a real server: set up in Settings by a person, who trusts the server's key, and published to.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { expect, isAccessible, test } from "./desk";
import { startSshServer, type SshServer } from "./servers";

let server: SshServer;
test.beforeAll(async () => {
  server = await startSshServer();
});
test.afterAll(() => server.stop());

test("a site goes to a server whose key a person has trusted", async ({ page, desk }) => {
  const sample = (await desk.call("story_sample", {})) as { id: string };
  await page.goto("/#/settings/-/destinations");
  const site = page.getByRole("listitem").filter({ hasText: "Local site" });
  await site.getByRole("button", { name: "Upload…" }).click();
  await site.getByLabel("Also upload to").selectOption("A server, over SFTP");
  await site.getByLabel("Server", { exact: true }).fill(server.address);
  await site.getByLabel("Login there").fill(server.account);
  await site.getByLabel("Folder there").fill(server.site);
  await site.getByLabel("Password, or a private key").fill(server.key);
  await site.getByLabel("This address is on my own computer or network, and I mean it").check();
  await isAccessible(page);

  // Nothing is kept, and nobody is let in, before the key is trusted as what its owner says it is.
  await site.getByRole("button", { name: "Keep and ask" }).click();
  await expect(site.getByRole("alert")).toContainText(server.fingerprint);
  await isAccessible(page);
  await site.getByRole("button", { name: "Trust this key" }).click();
  await expect(site.getByRole("status")).toContainText("It answers: SFTP · 127.0.0.1, as ");
  await expect(site).toContainText(`also to sftp://${server.address}`);
  const shown = await page.content();
  expect(shown.includes(server.key.split("\n")[2] ?? ""), "no key is on the screen").toBe(false);

  // What is kept is in the form again, without its secret.
  await site.getByRole("button", { name: "Upload…" }).click();
  await expect(site.getByLabel("Server", { exact: true })).toHaveValue(server.address);
  await expect(site.getByLabel("Password, or a private key")).toHaveValue("");
  await expect(site).toContainText(server.fingerprint);
  await site.getByRole("button", { name: "Keep and ask" }).click();
  await expect(site.getByRole("status")).toContainText("It answers");

  await page.goto(`/#/write/${sample.id}`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("You approve your own text.", { exact: false }).click();
  await sheet.getByRole("button", { name: "Publish now" }).click();
  await expect(sheet.getByText("is where it should be", { exact: false })).toBeVisible({ timeout: 30_000 });
  const [story] = await readdir(path.join(server.site, "story"));
  const front = await readFile(path.join(server.site, "index.html"), "utf8");
  expect(front).toContain(`story/${story ?? ""}`);

  // Nowhere again: the setting is gone, and what is there stays there.
  await page.goto("/#/settings/-/destinations");
  await site.getByRole("button", { name: "Upload…" }).click();
  await site.getByLabel("Also upload to").selectOption("Nowhere");
  await site.getByRole("button", { name: "Keep and ask" }).click();
  await expect(site).not.toContainText("sftp://");
  expect(await readFile(path.join(server.site, "index.html"), "utf8")).toBe(front);
});
