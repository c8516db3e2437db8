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

/** What happened. */
export function whatHappened(row: LedgerRow): string {
  if (row.state === null) return t("happened-disk");
  if (row.state === "sending" && row.step !== "") return t("happened-sending", { step: stepName(row.step) });
  return t(`happened-${row.state.replaceAll("_", "-")}`);
}
