// The catalogues say the same things, every message that a screen asks for exists, and plural forms fit
// the language.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleOf, languageName, languages, t, l10n } from ".";
import { entries, shape } from "./fixture/catalogue";

const src = join(import.meta.dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "editor" ? [] : sources(path);
    return /\.(svelte|ts)$/.test(entry.name) && !entry.name.includes(".test.") ? [path] : [];
  });
}

const english = entries("en");

describe("the catalogues", () => {
  it("are English and Ukrainian", () => expect(languages).toEqual(["en", "uk"]));

  it.each(languages.filter((language) => language !== "en"))(
    "%s has the messages of English, filled with the same",
    (language) => {
      const other = entries(language);
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [id, entry] of english) {
        const twin = other.get(id);
        expect([...shape(twin?.value).variables].sort(), id).toEqual([...shape(entry.value).variables].sort());
        expect(Object.keys(twin?.attributes ?? {}).sort(), id).toEqual(Object.keys(entry.attributes).sort());
      }
    },
  );

  it("have every message that a screen asks for by name", () => {
    const missing = sources(src).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bt\(\s*"([^"]+)"/g)]
        .map((match) => match[1] ?? "")
        .filter((id) => !english.has(id))
        .map((id) => `${id} in ${file.slice(src.length)}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(languages)("%s counts with every form its language has", (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [id, entry] of [...entries(language), ...entries(language, "said")]) {
      for (const variants of shape(entry.value).selectors) {
        const named = variants.filter((variant) => !/^\d+$/.test(variant));
        expect(named.sort(), id).toEqual([...forms].sort());
      }
    }
  });

  it("name themselves", () => expect(languages.map(languageName)).toEqual(["English", "Українська"]));
});

describe("a message", () => {
  it("is said in the chosen language, in the right form", () => {
    l10n.speak("uk");
    expect([1, 3, 5, 21, 412].map((count) => t("words", { count }))).toEqual([
      "1 слово",
      "3 слова",
      "5 слів",
      "21 слово",
      "412 слів",
    ]);
    l10n.speak("en-GB");
    expect(t("words", { count: 1 })).toBe("1 word");
    expect(t("words", { count: 412 })).toBe("412 words");
  });

  it("that does not exist shows its name", () => expect(t("no-such-message")).toBe("no-such-message"));

  it("falls back to English for a language without a catalogue", () => {
    l10n.speak("fi");
    expect(l10n.language).toBe("en");
  });

  it("has no isolation marks in it", () =>
    expect(bundleOf("en")?.formatPattern("x { $a }", { a: 1 })).not.toContain("\u2068"));
});
