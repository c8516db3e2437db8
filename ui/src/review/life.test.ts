import { expect, it } from "vitest";
import type { RevisionRow } from "../ipc/generated/RevisionRow";
import { coloursOf, flagsOf, moments, sharesOf, stepLine } from "./life";

const row = (number: number, at_ms: number, words: number, member = "A"): RevisionRow => ({
  id: String(number),
  number: String(number),
  kind: "saved",
  member,
  initials: member,
  at_ms,
  note: "",
  words,
  words_added: 0,
  words_removed: 0,
  hash_short: "",
  is_head: false,
});

it("puts time from left to right and words from below", () => {
  const found = moments([row(3, 1_000, 100), row(2, 250, 50, "B"), row(1, 0, 0)], 0.05);
  expect(found.map(({ x, y, colour }) => [x, y, colour])).toEqual([
    [0, 1, 1],
    [0.25, 0.5, 2],
    [1, 0, 1],
  ]);
  expect(stepLine(found, 200, 40)).toBe("M0.0 40.0H50.0V20.0H200.0V0.0H200");
});

it("keeps what happened in one moment apart, within the picture", () => {
  const rows = Array.from({ length: 40 }, (_, at) => row(40 - at, 0, 10));
  const places = moments(rows, 0.05).map(({ x }) => x);
  expect(places[0]).toBe(0);
  expect(places.at(-1)).toBe(1);
  expect(places.every((x, at) => at === 0 || x > (places[at - 1] ?? 0))).toBe(true);
});

it("draws nothing of a story without revisions", () => {
  expect(moments([], 0.1)).toEqual([]);
  expect(stepLine([], 100, 10)).toBe("");
});

it("gives everybody one colour, whoever else wrote", () => {
  const rows = [row(2, 1, 5, "B"), row(1, 0, 5, "A")];
  expect([...coloursOf(rows, ["C", "A"])]).toEqual([
    ["A", 1],
    ["B", 2],
    ["C", 3],
  ]);
});

it("shares a text so that the shares add up to all of it", () => {
  expect(sharesOf([1, 1, 1])).toEqual([34, 33, 33]);
  expect(sharesOf([999, 1])).toEqual([100, 0]);
  expect(sharesOf([0, 0])).toEqual([0, 0]);
});

it("puts one flag of a kind at a revision", () => {
  const flag = (kind: "filed" | "published", revision: string, at_ms: number) => ({
    kind,
    revision,
    member: "A",
    at_ms,
  });
  const flags = [
    flag("filed", "1", 0),
    flag("published", "1", 1),
    flag("published", "1", 2),
    flag("published", "2", 3),
  ];
  expect(flagsOf(flags, "1").map(({ kind, at_ms }) => [kind, at_ms])).toEqual([
    ["filed", 0],
    ["published", 1],
  ]);
});
