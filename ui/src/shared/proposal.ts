// Another value of a fact, proposed in its thread: from what somebody typed to the fact, and back to words.
import type { FactChangeView } from "../ipc/generated/FactChangeView";
import type { ProposalView } from "../ipc/generated/ProposalView";

const WORDS = [
  "slugline",
  "web_slug",
  "section",
  "dateline",
  "place",
  "language",
  "description",
  "canonical",
  "story_type",
] as const satisfies FactChangeView["field"][];

/** The fact `place` with the value that is typed; `null`: nothing of the kind can be typed for it. */
export function proposed(place: string, typed: string): FactChangeView | null {
  const name = place.replaceAll("-", "_");
  const field = WORDS.find((known) => known === name);
  const value = typed.trim();
  if (field) return { field, value };
  if (name !== "byline") return null;
  const names = value.split(",").map((one) => one.trim());
  return {
    field: "byline",
    value: names.filter((one) => one !== "").map((one) => ({ person: null, role: "by", name: one })),
  };
}

/** What is proposed, in words. */
export function valueOf({ change }: ProposalView): string {
  const value: unknown = change.value;
  if (!Array.isArray(value)) return String(value ?? "");
  return value.map((one: unknown) => (one as { name?: string }).name ?? String(one)).join(", ");
}
