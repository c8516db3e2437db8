// What a check says: the sentence is the interface's, by the check's kind; what it speaks of comes from the core.
import type { CheckView } from "../ipc/generated/CheckView";
import type { Severity } from "../ipc/generated/Severity";
import { atMinute, dayName, t } from "../l10n";

/** The sign before a check. */
export const SIGNS: Record<Severity, string> = { blocks: "×", warns: "!", passes: "✓" };

/** Its class. */
export const TONES: Record<Severity, "stop" | "warn" | "ok"> = { blocks: "stop", warns: "warn", passes: "ok" };

/** The sentence. */
export function checkSentence(check: CheckView, now: number): string {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(check.arguments)) {
    // Counts come as text; plural forms want numbers.
    words[name] = /^\d+$/.test(value) && name !== "text" ? Number(value) : value;
  }
  for (const name of ["written", "goes"]) {
    const ms = Number(check.arguments[name] ?? Number.NaN);
    if (!Number.isNaN(ms)) words[name] = dayName(ms, now);
  }
  const until = check.arguments["until"];
  if (until !== undefined) {
    const at = /^\d+(\.\d+)?$/.test(until) ? Number(until) : Date.parse(until);
    if (!Number.isNaN(at)) words["until"] = atMinute(at, now);
  }
  if (words["place"] !== undefined) words["place"] = placeName(String(words["place"]));
  // An approval that was there and is no longer is another sentence than none.
  if (check.kind === "approval" && check.arguments["changed"] === "false" && check.severity !== "passes") {
    return t("check-approval-none");
  }
  const tone = check.severity === "passes" ? "passes" : "fails";
  const id = `check-${check.kind.replaceAll("_", "-")}`;
  const found = t(`${id}.${tone}`, { count: 1, ...words });
  return found === `${id}.${tone}` ? t(`check-other.${tone}`, { kind: check.kind, ...words }) : found;
}

/** The first finding that has a fix to be put in its place. */
export function firstMendable(checks: readonly CheckView[] | null): CheckView | undefined {
  return checks?.find((check) => check.fixes.length > 0 && !check.ignored_by);
}

/** Where it is, in words; empty: nowhere in particular. */
export function checkPlace(check: CheckView): string {
  const place = check.place;
  if (!place) return "";
  if (place.container === "body" && place.paragraph > 0) return t("place-paragraph", { number: place.paragraph });
  return placeName(place.container);
}

/** A text's or a fact's name, in words; empty: it has none. */
export function placeName(container: string): string {
  const exact = `place-${container.replaceAll("_", "-")}`;
  const known = t(exact);
  if (known !== exact) return known;
  const general = `place-${container.split(/[:_]/)[0] ?? ""}`;
  const found = t(general);
  return found === general ? "" : found;
}
