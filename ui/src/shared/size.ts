// Sizes of files as a person says them.
import { l10n } from "../l10n";

const UNITS = ["kilobyte", "megabyte", "gigabyte"] as const;

/** "84 kB", "4.2 MB": never less than a kilobyte. */
export function sizeOf(bytes: number): string {
  let value = Math.max(bytes / 1000, 1);
  let unit: (typeof UNITS)[number] = "kilobyte";
  for (const larger of UNITS.slice(1)) {
    if (value < 1000) break;
    value /= 1000;
    unit = larger;
  }
  const digits = value < 10 && unit !== "kilobyte" ? 1 : 0;
  return new Intl.NumberFormat(l10n.language, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}
