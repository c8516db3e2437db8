// The one reactive thing of this room: which language is spoken. `t` reads it, so a template that
// calls `t` is written anew when the language changes.
import type { FluentBundle } from "@fluent/bundle";
import { bundleOf, languages, type Language } from "./catalogue";

/** What a message may be filled with. */
export type Words = Record<string, string | number>;

const FALLBACK: Language = "en";

class Spoken {
  /** The language of the interface. */
  language = $state<Language>(FALLBACK);
  /** The zone of every printed date; empty: this computer's. */
  timeZone = $state("");

  /** Prints dates in a zone; one that this webview does not know leaves the computer's own. */
  keepTime(zone: string): void {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      this.timeZone = zone;
    } catch {
      this.timeZone = "";
    }
  }

  /** Speaks a language, or the nearest one that there is a catalogue for. */
  speak(wanted: string): void {
    const exact = languages.find((language) => language.toLowerCase() === wanted.toLowerCase());
    const base = wanted.split("-")[0]?.toLowerCase();
    this.language = exact ?? languages.find((language) => language.split("-")[0]?.toLowerCase() === base) ?? FALLBACK;
  }
}

/** Which language the interface speaks. */
export const l10n = new Spoken();

function from(bundle: FluentBundle | undefined, id: string, words?: Words): string | undefined {
  const [message, attribute] = id.split(".");
  const found = message === undefined ? undefined : bundle?.getMessage(message);
  const pattern = attribute === undefined ? found?.value : found?.attributes[attribute];
  return pattern ? bundle?.formatPattern(pattern, words ?? null, []) : undefined;
}

/** A message in the interface's language; `id` or `id.attribute`. A missing one shows its own name. */
export function t(id: string, words?: Words): string {
  return from(bundleOf(l10n.language), id, words) ?? from(bundleOf(FALLBACK), id, words) ?? id;
}
