// Who is mentioned, and where the keys go.
import { describe, expect, it, vi } from "vitest";
import { Asking, mentioned } from "./asking.svelte";
import { jump } from "./jump.svelte";

vi.mock("../ipc/desk", () => ({ call: () => new Promise(() => undefined), watchDesk: () => () => undefined }));

describe("a mention", () => {
  const members = [
    { id: "a", name: "Olena" },
    { id: "b", name: "Olena Kovalenko" },
  ];
  it("is of the longer of two names", () => {
    expect(mentioned("@Olena Kovalenko, look", members)).toEqual(["b"]);
    expect(mentioned("@Olena, look with @Olena Kovalenko", members)).toEqual(["b", "a"]);
    expect(mentioned("Olena said so", members)).toEqual([]);
  });
});

describe("next and previous", () => {
  const place = (container: string, from: number) => [{ container, from, to: from + 1 }];
  const asking = new Asking("s");
  asking.threads = {
    open: 2,
    threads: [
      { id: "t1", is_open: true, standing: "words", places: place("body", 9) },
      { id: "t2", is_open: true, standing: "gone", places: place("body", 0) },
      { id: "t3", is_open: false, standing: "words", places: place("body", 1) },
    ],
  } as unknown as typeof asking.threads;
  asking.suggestions = {
    pending: [
      { id: "s1", places: place("body", 4) },
      { id: "s2", places: place("headline", 7) },
    ],
    gone: [],
  } as unknown as typeof asking.suggestions;

  it("go through what is open, as the texts are read, and round", () => {
    const visited = [1, 1, 1, 1].map(() => {
      asking.step(1);
      return asking.here;
    });
    expect(visited).toEqual(["s2", "s1", "t1", "s2"]);
    expect(jump.wanted).toEqual({ container: "headline", from: 7, to: 8, paragraph: 0 });
    asking.step(-1);
    expect(asking.here).toBe("t1");
  });
});
