// Keystroke to paint with 200 comments and 200 suggestions on 10,000 words, against the same words with none, both in our
// editor over the real core, with the list of what is asked beside the text. They take turns, a few keys each.
import {
  bench,
  onInput,
  paragraphs,
  places,
  row,
  times,
  type,
} from "./stand.mjs";

/** How many of each. */
const ASKED = 200;
/** Turns of each side, and letters a turn. The first turn warms up. */
const TURNS = 16;
const LETTERS = 25;
const PACE_MS = 90;
/** The bar: with against without, at the 95th of a hundred. */
const MOST = 1.3;

const text = paragraphs();
const body = text.join("\n");
const middle = Math.floor(text.length / 2);

/** Comments on words all over the text, and between them words that somebody would have otherwise. */
async function ask(core, story) {
  const { version } = await core.call("story_open", { story });
  for (const range of places(body, ASKED)) {
    await core.call("thread_open", {
      story,
      about: {
        type: "words",
        range: { container: "body", ...range },
        version,
      },
      text: "Who says so?",
      mentions: [],
      proposal: null,
    });
  }
  // From the end, so that the places before keep their numbers.
  for (const { from, to } of places(body, ASKED, 0.5).toReversed()) {
    await core.edit(
      story,
      [{ retain: from }, { insert: "otherwise" }, { delete: to - from }],
      true,
    );
  }
  const { open } = await core.call("thread_list", { story });
  const { pending } = await core.call("suggestion_list", { story });
  if (open !== ASKED || pending.length !== ASKED)
    throw new Error(
      `${open} comments and ${pending.length} suggestions are there`,
    );
}

await bench(async (core, open) => {
  const [asked, bare] = [await core.story(body), await core.story(body)];
  await ask(core, asked);
  const show = (story, cards) =>
    open(`/#/write/${story}`, async (page) => {
      const paragraph = page
        .locator("article.copy .body .ProseMirror > p")
        .nth(middle);
      await paragraph.waitFor();
      await page.keyboard.press("Shift+F8");
      await page.waitForFunction(
        (cards) =>
          document.querySelectorAll("section.asking article").length === cards,
        cards,
      );
      await paragraph.click();
      await page.keyboard.press("End");
    });
  const ours = await show(asked, 2 * ASKED);
  const baseline = await show(bare, 0);
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
    what: `keystroke to paint with ${ASKED} comments and ${ASKED} suggestions`,
    name: "the same without them",
    percent: 95,
    most: MOST,
    ...found,
  });
});
