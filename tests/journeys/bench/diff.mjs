// A comparison shown: from the core's answer in the page to the frame with 10,000 words in it, 200 of them changed; against
// the same text, asked of the same core and shown as plain paragraphs. In one browser, in turns. (How long the core
// compares has a line of its own among the review desk's benches.)
import {
  bench,
  hear,
  paragraphs,
  places,
  row,
  timed,
  times,
} from "./stand.mjs";

/** How many places changed. */
const CHANGES = 200;
/** How often each side is shown. The first times warm up. */
const TURNS = 24;
const WARM = 4;
/** The bar: ours against the baseline, in the middle. */
const MOST = 1.5;

const body = paragraphs().join("\n");

/** Something else is on the screen, until the key. */
async function leave(page, story) {
  await page.evaluate(
    (story) => (location.hash = `#/outbox/${story}`),
    story,
  );
  await page.locator("main.review").waitFor({ state: "detached" });
}

await bench(
  async (core, open) => {
    const story = await core.story(body);
    const { id: revision } = await core.call("revision_save", {
      story,
      note: "",
    });
    const delta = [];
    let at = 0;
    for (const { from, to } of places(body, CHANGES)) {
      delta.push(
        { retain: from - at },
        { insert: "otherwise" },
        { delete: to - from },
      );
      at = to;
    }
    await core.edit(story, delta);

    const ours = await open(`/#/review/${story}/${revision}`, async (page) => {
      await page.locator("main.review [data-change]").last().waitFor();
    });
    await ours.evaluate(hear, "revision_compare");
    await ours.evaluate(
      ({ story, revision, changes }) => {
        document.addEventListener("keydown", (event) => {
          if (event.key !== "F10") return;
          const watch = new MutationObserver(() => {
            const shown = document.querySelectorAll(
              "main.review [data-change]",
            );
            if (shown.length < changes) return;
            watch.disconnect();
            window.changed();
          });
          watch.observe(document.body, { childList: true, subtree: true });
          location.hash = `#/review/${story}/${revision}`;
        });
      },
      { story, revision, changes: CHANGES },
    );
    const baseline = await open("/bench/plain.html", async (page) => {
      await page.waitForFunction(() => "show" in window);
    });
    await baseline.evaluate(hear, "revision_open");
    await baseline.evaluate(
      ({ story, revision }) => {
        document.addEventListener("keydown", (event) => {
          if (event.key === "F10")
            window.show(story, revision).then(window.changed);
        });
      },
      { story, revision },
    );
    const found = { ours: [], baseline: [] };
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [side, page] of Object.entries({ ours, baseline })) {
        await page.bringToFront();
        if (side === "ours") await leave(page, story);
        else
          await page.evaluate(() =>
            document.querySelector("article").replaceChildren(),
          );
        await timed(page, "F10");
        const painted = await times(page, 1);
        if (turn >= WARM) found[side].push(...painted);
      }
    }
    await row({
      what: `diff shown, ${CHANGES} places changed`,
      name: "the same text plain",
      percent: 50,
      most: MOST,
      ...found,
    });
  },
  ["plain.html"],
);
