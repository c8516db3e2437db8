import { afterEach, expect, it } from "vitest";
import { SENTENCES } from "../ipc/generated/sentences";
import { l10n, languages } from "../l10n";
import { entries, shape } from "../l10n/fixture/catalogue";
import { said } from "./said";

afterEach(() => l10n.speak("en"));

const differs = {
  kind: "hold-differs",
  words: { differences: [{ kind: "differs-tags", words: {}, message: "The tags differ." }] },
  message: "What is live differs. The tags differ.",
};

it("says a sentence of the core in the interface’s language, with the sentences within it", () => {
  expect(said(differs), "English is the core’s own").toBe("What is live differs. The tags differ.");
  l10n.speak("uk");
  expect(said(differs)).toBe("Те, що бачать читачі, відрізняється від схваленого. Теги на сайті не такі, як схвалено.");
});

it("counts with the language’s forms", () => {
  const left = (count: number) => said({ kind: "left-out-pictures", words: { count }, message: "" });
  expect([1, 2].map(left)).toEqual(["1 picture", "2 pictures"]);
  l10n.speak("uk");
  expect([1, 3, 5].map(left)).toEqual(["1 зображення", "3 зображень", "5 зображень"]);
});

it("shows the English of a sentence that no catalogue has", () => {
  l10n.speak("uk");
  expect(said({ kind: "wire-of-a-newer-core", words: {}, message: "Something new." })).toBe("Something new.");
  expect(said({ kind: "", words: {}, message: "Plain." })).toBe("Plain.");
});

it.each(languages)("%s says every sentence of the core, filled with what the core fills it with", (language) => {
  const said = entries(language, "said");
  const known = Object.entries(SENTENCES).map(([kind, words]) => [`said-${kind}`, words] as const);
  const names: readonly string[] = known.map(([id]) => id);
  expect([...said.keys()].filter((id) => !names.includes(id))).toEqual([]);
  for (const [id, words] of known) {
    const found = said.get(id);
    // English is what the core speaks itself; its file has only what it counts.
    if (language !== "en") expect(found, id).toBeDefined();
    if (found) expect([...shape(found.value).variables].sort(), id).toEqual([...words].sort());
  }
});
