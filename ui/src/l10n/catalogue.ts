// Every language in `language/`; the file's name is its name, and only one that is spoken is read. What the screens say
// stands in `catalogue/` and its folders, what the core says in `said/`: there English is the core's own, and has a file
// only for its plural forms.
import { FluentBundle, FluentResource } from "@fluent/bundle";

const sources = import.meta.glob<string>("./language/*.ts", { import: "default" });

/** A language of the interface, as BCP 47 writes it. */
export type Language = string;

const catalogues = new Map<Language, () => Promise<string>>(
  Object.entries(sources).map(([path, source]) => [path.replace(/^.*\/|\.ts$/g, ""), source]),
);

/** The languages there are, in a steady order. */
export const languages: readonly Language[] = [...catalogues.keys()].sort();

const bundles = new Map<Language, FluentBundle>();

/** Reads a language, unless it was; one that there is not stays unread. */
export async function read(language: Language): Promise<void> {
  const source = catalogues.get(language);
  if (!source || bundles.has(language)) return;
  // No isolation marks: what is put into a sentence here is a name, a number or a time, and stray
  // U+2068 characters would end up in accessible names and in what a person copies.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const errors = bundle.addResource(new FluentResource(await source()));
  if (errors.length > 0) throw errors[0];
  bundles.set(language, bundle);
}

/** A language's messages; `undefined` until they were read, and where there is no such catalogue. */
export function bundleOf(language: Language): FluentBundle | undefined {
  return bundles.get(language);
}

/** A language's name in itself. */
export function languageName(language: Language): string {
  try {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}
