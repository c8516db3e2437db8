import { expect, it } from "vitest";
import { proposed, valueOf } from "./proposal";

it("makes a fact of what was typed, and words of it again", () => {
  expect(proposed("section", " City ")).toEqual({ field: "section", value: "City" });
  expect(proposed("web-slug", "bridge")).toEqual({ field: "web_slug", value: "bridge" });
  const byline = proposed("byline", "Author One, Author Two,");
  expect(byline?.value).toEqual([
    { person: null, role: "by", name: "Author One" },
    { person: null, role: "by", name: "Author Two" },
  ]);
  expect(byline && valueOf({ type: "fact", change: byline })).toBe("Author One, Author Two");
});

it("makes nothing of what is no fact in words", () => {
  expect(proposed("story", "x")).toBeNull();
  expect(proposed("figure:00", "x")).toBeNull();
  expect(proposed("due", "x")).toBeNull();
});
