// THE INTERFACE'S WORDS: what a screen may use of this room.
export { bundleOf, languages, languageName, type Language } from "./catalogue";
export { l10n, t, type Words } from "./words.svelte";
export { ago, atDay, atMinute, atSecond, clock, dayName, listTime } from "./time";
