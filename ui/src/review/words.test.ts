// Words chosen in a comparison are found in the text as it is now, or nowhere.
import { describe, expect, it } from "vitest";
import type { BlockDiffView } from "../ipc/generated/BlockDiffView";
import { blockAt, chosenIn, commentedIn, piecesOf, stretchOf } from "./words";

const block = (...runs: [fate: string, text: string][]) =>
  ({
    kind: "",
    fate: runs.every(([fate]) => fate === "removed") ? "removed" : "changed",
    passage: "here",
    marks_changed: false,
    runs: runs.map(([fate, text]) => ({ fate, text })),
  }) as unknown as BlockDiffView;

const blocks = [
  block(["same", "One"]),
  block(["removed", "gone"]),
  block(["same", "the "], ["removed", "old "], ["same", "rail the"]),
];
const body = "One\nthe rail the\n";

describe("chosen words", () => {
  it("stand where the comparison shows them, past what is no more", () => {
    expect(stretchOf(body, blocks, 2, 9, "the")).toEqual({ from: 13, to: 16 });
    expect(stretchOf(body, blocks, 2, 0, "the")).toEqual({ from: 4, to: 7 });
  });

  it("are found elsewhere only if there is no doubt", () => {
    expect(stretchOf(`New\n${body}`, blocks, 2, 4, "rail")).toEqual({ from: 12, to: 16 });
    expect(stretchOf(`New\n${body}`, blocks, 2, 0, "the")).toBeNull();
  });

  it("are read off the page without what is struck through", () => {
    document.body.innerHTML = '<div><p data-block="2">the <del>old </del><b>rail</b> the</p></div>';
    const pane = document.body.firstElementChild as HTMLElement;
    const bold = pane.querySelector("b")?.firstChild;
    if (!bold) throw new Error("no words");
    document.getSelection()?.setBaseAndExtent(bold, 0, bold, 4);
    expect(chosenIn(pane)).toEqual({ block: 2, at: 4, chosen: "rail" });
    document.getSelection()?.removeAllRanges();
    expect(chosenIn(pane)).toBeNull();
  });
});

it("a place of the body is found in the block that shows it", () => {
  expect([0, 3, 4, 16].map((at) => blockAt(blocks, at))).toEqual([0, 0, 2, 2]);
  expect(blockAt(blocks, 40)).toBeNull();
});

describe("comments in a comparison", () => {
  const on = (id: string, from: number, to: number) => ({ id, places: [{ container: "body", from, to }] });

  it("stand on their words as they are now, cut into the runs", () => {
    const found = commentedIn(blocks, body, [on("a", 8, 12)]);
    expect([...found]).toEqual([[2, [{ thread: "a", from: 4, to: 8 }]]]);
    const pieces = piecesOf(blocks[2]?.runs ?? [], found.get(2));
    expect(pieces.map(({ text, thread, nth }) => [text, thread, nth])).toEqual([
      ["the ", null, 0],
      ["old ", null, 1],
      ["rail", "a", 2],
      [" the", null, 2],
    ]);
  });

  it("are found nearest to their place where a suggestion stands before them", () => {
    const found = commentedIn(blocks, "One\nthe new rail the\n", [on("a", 17, 20)]);
    expect([...found]).toEqual([[2, [{ thread: "a", from: 9, to: 12 }]]]);
  });

  it("are nowhere when their words are not in it", () => {
    expect(commentedIn(blocks, "One\nnew rail\n", [on("a", 4, 7)]).size).toBe(0);
  });
});
