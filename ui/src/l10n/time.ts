// Dates and times as the desk prints them: in the interface's language and the house's zone.
import { l10n, t } from "./words.svelte";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than a hundred uses of it. */
function format(options: Intl.DateTimeFormatOptions, language = l10n.language): Intl.DateTimeFormat {
  const key = `${language} ${l10n.timeZone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { hourCycle: "h23", ...options, ...zone() });
    formats.set(key, made);
  }
  return made;
}

function zone(): Intl.DateTimeFormatOptions {
  return l10n.timeZone ? { timeZone: l10n.timeZone } : {};
}

/** "14:32". */
export function clock(ms: number): string {
  return format({ hour: "2-digit", minute: "2-digit" }).format(ms);
}

/** "14:32:05". */
export function atSecond(ms: number): string {
  return format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(ms);
}

/** "14 October, 14:32"; the year only where it is another. */
export function atMinute(ms: number, now: number): string {
  const year = format({ year: "numeric" });
  const far = year.format(ms) !== year.format(now);
  return format({
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    ...(far ? { year: "numeric" } : {}),
  }).format(ms);
}

/** "Tuesday 14 October"; the year only where it is another. */
export function dayName(ms: number, now: number): string {
  const year = format({ year: "numeric" });
  const far = year.format(ms) !== year.format(now);
  return format({ weekday: "long", day: "numeric", month: "long", ...(far ? { year: "numeric" } : {}) }).format(ms);
}

/** "14 Oct 2025". */
export function atDay(ms: number): string {
  return format({ day: "numeric", month: "short", year: "numeric" }).format(ms);
}

/** A calendar day of the house, counted so that neighbours differ by one. */
function dayNumber(ms: number): number {
  const parts = Object.fromEntries(
    format({ year: "numeric", month: "numeric", day: "numeric" }, "en-CA")
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  return Date.UTC(parts["year"] ?? 0, (parts["month"] ?? 1) - 1, parts["day"] ?? 1) / 86_400_000;
}

/** A row's time: "14:32" today, "Yest.", "Mon" within a week, "14 Oct" before. */
export function listTime(ms: number, now: number): string {
  const days = dayNumber(now) - dayNumber(ms);
  if (days <= 0) return clock(ms);
  if (days === 1) return t("time-yesterday");
  if (days < 7) return format({ weekday: "short" }).format(ms);
  if (days < 300) return format({ day: "numeric", month: "short" }).format(ms);
  return atDay(ms);
}

/** How long ago, as the editor's tray shows it: "12 min", "1 h", "3 d". */
export function ago(ms: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - ms) / 60_000));
  if (minutes < 1) return t("time-now");
  if (minutes < 60) return t("time-minutes", { count: minutes });
  if (minutes < 48 * 60) return t("time-hours", { count: Math.floor(minutes / 60) });
  return t("time-days", { count: Math.floor(minutes / 1440) });
}
