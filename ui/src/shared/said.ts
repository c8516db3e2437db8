// The core's sentences in the language of the interface. The core says which sentence it is and what fills it; the
// catalogues have the words. One of a newer core, which no catalogue has, is shown in its English.
import type { Said } from "../ipc/generated/Said";
import { t, type Words } from "../l10n";

/** A sentence of the core, to be shown. */
export function said({ kind, words, message }: Said): string {
  const id = `said-${kind}`;
  const filled: Words = {};
  for (const [name, word] of Object.entries(words)) {
    filled[name] = Array.isArray(word) ? word.map(said).join(" ") : word;
  }
  const found = t(id, filled);
  return found === id ? message : found;
}
