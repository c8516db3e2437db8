// What a line of the ledger says happened: read off where its job stands, in the interface's language. What went
// wrong (`trouble`) is the core's sentence and stands before it.
import type { LedgerRow } from "../ipc/generated/LedgerRow";
import { t } from "../l10n";

/** The name of a step of the protocol. */
export function stepName(step: string): string {
  const id = `step-${step.replaceAll("_", "-")}`;
  const found = t(id);
  return found === id ? step : found;
}

/** Errands that take something from readers. */
const TAKES: readonly string[] = ["withdraw", "take_back", "remove"];

/** What happened. */
export function whatHappened(row: LedgerRow): string {
  if (row.kind === "disk") return t("happened-disk");
  if (row.kind === "backup") {
    if (row.text === "unknown") return t("happened-backup-unknown");
    if (row.text === "nothing") return t(row.since_ms === null ? "happened-backup-none" : "happened-backup-not-yet");
    return t(row.is_head ? "happened-backup" : "happened-backup-older");
  }
  if (row.state === null) return t("happened-arrived");
  // What is too late says so itself, and asks.
  if (row.state === "ask" && row.trouble) return "";
  if (row.state === "arrived" && TAKES.includes(row.errand)) return t(`happened-${row.errand.replaceAll("_", "-")}`);
  if (row.state === "sending" && row.step !== "") {
    const step = row.step === "set_state" && TAKES.includes(row.errand) ? row.errand : row.step;
    return t("happened-sending", { step: stepName(step) });
  }
  return t(`happened-${row.state.replaceAll("_", "-")}`);
}

/** What the place is called. */
export function placeNamed(row: LedgerRow): string {
  if (row.kind === "disk") return t("this-disk");
  return row.kind === "backup" ? t("this-backup") : row.place;
}

/** What is known of the text there, in a word; a hash where it is one of ours. */
export function textThere(row: LedgerRow): string {
  if (row.text === "unknown") return t("ledger-unknown");
  return row.hash_short || t(row.text === "theirs" ? "ledger-theirs" : "ledger-nothing");
}
