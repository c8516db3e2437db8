import { expect, it } from "vitest";
import { hashOf } from "./hash";

// Golden: the core computes the same from the same bytes (UTF-16, low byte first).
it("hashes as FNV-1a over UTF-16 bytes", () => {
  expect(hashOf("")).toBe("811c9dc5");
  expect(hashOf("a")).toBe(reference("a"));
  for (const text of ["a", "й", "渡口\n", "👩‍👩‍👧‍👦", "السلام"]) expect(hashOf(text)).toBe(reference(text));
  expect(hashOf("\u0100")).not.toBe(hashOf("\u0001"));
});

/** The definition, word by word, on bytes that Node wrote. */
function reference(text: string): string {
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(text, "utf16le")) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  return hash.toString(16).padStart(8, "0");
}
