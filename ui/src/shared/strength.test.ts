import { describe, expect, it } from "vitest";
import { strengthOf, type Strength } from "./strength";

describe("a passphrase", () => {
  it.each<[string, Strength]>([
    ["", "none"],
    ["bridge", "short"],
    ["мости🚋1", "short"],
    ["password", "weak"],
    ["12345678901234", "weak"],
    ["aaaaaaaaaaaaaaaaaaaa", "weak"],
    ["abcdefghijklmnop", "weak"],
    ["bridge bridge bridge bridge bridge", "weak"],
    ["tram bridge", "weak"],
    ["tram bridge kettle", "weak"],
    ["kettle orbit walnut tram", "fair"],
    ["kettle orbit walnut tram fjord", "strong"],
    ["чайник орбіта горіх трамвай фіорд", "strong"],
    ["tR7#qz!9Lm", "strong"],
  ])("“%s” is %s", (passphrase, strength) => expect(strengthOf(passphrase)).toBe(strength));
});
