// Every catalogue in the folder; the file's name is its language. What the screens say stands in `catalogue/`,
// `publish/` and `settings/`, what the core says in `said/`: there English is the core's own, and has a file only for its plural forms.
import { FluentBundle, FluentResource } from "@fluent/bundle";

const sources = import.meta.glob<string>("./catalogue/**/*.ftl", { query: "?raw", import: "default", eager: true });

/** A language of the interface, as BCP 47 writes it. */
export type Language = string;

const catalogues = new Map<Language, string>();
for (const [path, source] of Object.entries(sources)) {
  const language = path.replace(/^.*\/|\.ftl$/g, "");
  catalogues.set(language, `${catalogues.get(language) ?? ""}\n${source}`);
}

/** The languages there are, in a steady order. */
export const languages: readonly Language[] = [...catalogues.keys()].sort();

const bundles = new Map<Language, FluentBundle>();

/** A language's messages; `undefined` where there is no such catalogue. */
export function bundleOf(language: Language): FluentBundle | undefined {
  const source = catalogues.get(language);
  if (source === undefined) return undefined;
  let bundle = bundles.get(language);
  if (!bundle) {
    // No isolation marks: what is put into a sentence here is a name, a number or a time, and stray
    // U+2068 characters would end up in accessible names and in what a person copies.
    bundle = new FluentBundle(language, { useIsolating: false });
    const errors = bundle.addResource(new FluentResource(source));
    if (errors.length > 0) throw errors[0];
    bundles.set(language, bundle);
  }
  return bundle;
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
