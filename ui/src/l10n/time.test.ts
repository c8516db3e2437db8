import { afterEach, describe, expect, it } from "vitest";
import { ago, atMinute, l10n, listTime } from ".";

const NOW = Date.parse("2025-10-14T12:00:00Z");

afterEach(() => {
  l10n.speak("en");
  l10n.keepTime("UTC");
});

describe("times of the list", () => {
  it("are a clock today, then a day's name, then a date, all in the house's zone", () => {
    l10n.speak("en");
    l10n.keepTime("Europe/Kyiv");
    expect(listTime(NOW, NOW)).toBe("15:00");
    // 22:30 UTC is already the next day in Kyiv.
    expect(listTime(Date.parse("2025-10-13T22:30:00Z"), NOW)).toBe("01:30");
    expect(listTime(Date.parse("2025-10-13T10:00:00Z"), NOW)).toBe("Yest.");
    expect(listTime(Date.parse("2025-10-10T10:00:00Z"), NOW)).toBe("Fri");
    expect(listTime(Date.parse("2025-09-01T10:00:00Z"), NOW)).toBe("Sep 1");
  });

  it("say how long ago", () => {
    expect([0, 12, 61, 60 * 24 * 3].map((minutes) => ago(NOW - minutes * 60_000, NOW))).toEqual([
      "now",
      "12 min",
      "1 h",
      "3 d",
    ]);
  });

  it("name the year only where it is another", () => {
    expect(atMinute(NOW, NOW)).not.toContain("2025");
    expect(atMinute(Date.parse("2024-10-14T12:00:00Z"), NOW)).toContain("2024");
  });
});

it("a zone that is not known leaves the computer's own", () => {
  l10n.keepTime("Mars/Olympus");
  expect(l10n.timeZone).toBe("");
});
