// The one reactive thing of this room: which language is spoken. `t` reads it, so a template that
// calls `t` is written anew when the language changes.
import type { FluentBundle } from "@fluent/bundle";
import { bundleOf, languages, read, type Language } from "./catalogue";

/** What a message may be filled with. */
export type Words = Record<string, string | number>;

const FALLBACK: Language = "en";
/** Under which name the language is kept with the window. */
const KEPT = "language";

class Spoken {
  /** The language of the interface. */
  language = $state<Language>(FALLBACK);
  /** The zone of every printed date; empty: this computer's. */
  timeZone = $state("");

  #wanted: Language = FALLBACK;

  /** Prints dates in a zone; one that this webview does not know leaves the computer's own. */
  keepTime(zone: string): void {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      this.timeZone = zone;
    } catch {
      this.timeZone = "";
    }
  }

  /**
   * Speaks a language, or the nearest one that there is a catalogue for: at once where it was spoken before, else
   * when it has been read. The last one asked for counts.
   */
  async speak(wanted: string): Promise<void> {
    const language = nearest(wanted);
    this.#wanted = language;
    if (!bundleOf(language)) await read(language);
    if (this.#wanted !== language) return;
    this.language = language;
    document.documentElement.lang = language;
    localStorage.setItem(KEPT, language);
  }

  /** The language that this window spoke last, or the system's: what the first picture is most likely in. */
  get expected(): string {
    return localStorage.getItem(KEPT) ?? navigator.language;
  }
}

function nearest(wanted: string): Language {
  const exact = languages.find((language) => language.toLowerCase() === wanted.toLowerCase());
  const base = wanted.split("-")[0]?.toLowerCase();
  return exact ?? languages.find((language) => language.split("-")[0]?.toLowerCase() === base) ?? FALLBACK;
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
  return from(bundleOf(l10n.language), id, words) ?? id;
}
