// Long lists that the platform knows: time zones, languages that stories are written in.
import { l10n } from "../l10n";

/** Languages offered for stories; any other BCP 47 tag that a story already has is offered too. */
const STORY_LANGUAGES = [
  "en",
  "en-GB",
  "en-US",
  "uk",
  "ar",
  "be",
  "bg",
  "cs",
  "de",
  "es",
  "et",
  "fa",
  "fr",
  "he",
  "hu",
  "it",
  "ka",
  "lt",
  "lv",
  "nl",
  "pl",
  "pt",
  "ro",
  "ru",
  "sk",
  "tr",
  "zh-Hans",
  "zh-Hant",
];

/** A choice of a list. */
export interface Listed {
  /** What is kept. */
  value: string;
  /** What is shown. */
  label: string;
  /** What stands at the end of the row. */
  note?: string;
}

/** Every time zone that this webview knows. */
export function timeZones(): Listed[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return ["UTC", ...zones.filter((zone) => zone !== "UTC")].map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
  }));
}

/** A language's name in the interface's language. */
export function nameOf(language: string): string {
  try {
    const name = new Intl.DisplayNames([l10n.language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(l10n.language) + name.slice(1);
  } catch {
    return language;
  }
}

/** Languages for a story, the one it has among them. */
export function storyLanguages(present: string): Listed[] {
  const tags = present && !STORY_LANGUAGES.includes(present) ? [present, ...STORY_LANGUAGES] : STORY_LANGUAGES;
  return tags.map((tag) => ({ value: tag, label: nameOf(tag), note: tag }));
}
