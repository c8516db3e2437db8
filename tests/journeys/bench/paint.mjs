// Keystroke to paint: our editor on the writing screen, over the real core, against the same 10,000 words in bare
// ProseMirror, in one browser and one run. The two take turns, a few keys each, at a quick typist's pace: the answers of
// the core to one letter fall into the next, as they do at a desk.
import { bench, onInput, paragraphs, row, times, type } from "./stand.mjs";

/** Turns of each side, and letters a turn. The first turn warms up. */
const TURNS = 16;
const LETTERS = 25;
const PACE_MS = 90;
/** The bar: ours against the baseline, at the 95th of a hundred. */
const MOST = 1.2;

const text = paragraphs();
const middle = Math.floor(text.length / 2);

await bench(
  async (core, open) => {
    const story = await core.story(text.join("\n"));
    const ours = await open(`/#/write/${story}`, async (page) => {
      await page
        .locator("article.copy .body .ProseMirror > p")
        .nth(middle)
        .click();
    });
    const baseline = await open("/bench/bare.html", async (page) => {
      await page.evaluate((text) => window.show(text), text);
      await page.locator("article .ProseMirror > p").nth(middle).click();
    });
    const found = { ours: [], baseline: [] };
    const sides = Object.entries({ ours, baseline });
    for (const [, page] of sides) await onInput(page);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [side, page] of sides) {
        await page.bringToFront();
        await type(page, LETTERS, PACE_MS);
        const painted = await times(page, LETTERS);
        if (turn > 0) found[side].push(...painted);
      }
    }
    await row({
      what: "keystroke to paint",
      name: "bare ProseMirror",
      percent: 95,
      most: MOST,
      ...found,
    });
  },
  ["bare.html"],
);
