// Identifiers as the house writes them.

/** A new one: a random UUID as 32 small hex digits. */
export function newId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
