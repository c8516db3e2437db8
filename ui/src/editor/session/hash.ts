// The hash by which an idle editor sees that it shows what the core has.

/**
 * FNV-1a of 32 bits over the hashes of the lines, low byte first, as eight hex digits. A line's hash is FNV-1a over its
 * bytes in UTF-16, low byte first, its line break with them: so the core hashes only the lines that a keystroke touched.
 */
export function hashOf(text: string): string {
  let whole = BASIS;
  for (let from = 0; from < text.length;) {
    const at = text.indexOf("\n", from);
    const end = at < 0 ? text.length : at + 1;
    let line = BASIS;
    for (let i = from; i < end; i++) {
      const unit = text.charCodeAt(i);
      line = Math.imul(line ^ (unit & 0xff), PRIME);
      line = Math.imul(line ^ (unit >>> 8), PRIME);
    }
    for (let shift = 0; shift < 32; shift += 8) whole = Math.imul(whole ^ ((line >>> shift) & 0xff), PRIME);
    from = end;
  }
  return (whole >>> 0).toString(16).padStart(8, "0");
}

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
