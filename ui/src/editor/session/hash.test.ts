import { expect, it } from "vitest";
import { hashOf } from "./hash";

// Golden: the core's `mark.rs` has the same.
it("hashes as the core does", () => {
  expect(hashOf("")).toBe("811c9dc5");
  expect(hashOf("a")).toBe("fb2aea24");
  expect(hashOf("Міст 👩")).toBe("7e60c76a");
  expect(hashOf("渡口\nالسلام\n")).toBe("9f234a02");
});

it("hashes the lines, and then their hashes", () => {
  for (const text of ["a", "й\n", "\n\n渡口\n", "👩‍👩‍👧‍👦\nx", "السلام\n"]) expect(hashOf(text)).toBe(reference(text));
  expect(hashOf("\u0100")).not.toBe(hashOf("\u0001"));
  expect(hashOf("a\nb")).not.toBe(hashOf("b\na"));
  expect(hashOf("a\n")).not.toBe(hashOf("a"));
});

/** The definition, word by word, on bytes that Node wrote. */
function reference(text: string): string {
  const fnv = (bytes: Buffer): bigint => {
    let hash = 0x811c9dc5n;
    for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
    return hash;
  };
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const hashes = lines.map((line) => {
    const hash = Buffer.alloc(4);
    hash.writeUInt32LE(Number(fnv(Buffer.from(line, "utf16le"))));
    return hash;
  });
  return fnv(Buffer.concat(hashes)).toString(16).padStart(8, "0");
}
