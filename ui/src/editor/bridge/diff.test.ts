import fc from "fast-check";
import Delta from "quill-delta";
import { expect, it } from "vitest";
import { rounds } from "../fixture/seed";
import { canon } from "../fixture/text";
import { diffWhole } from "./diff";

const sign = fc.constantFrom("😁", "👩", "👩\u200d👧", "a", "b", " ", "e\u0301", "\ue000", "\ue001", "漢");
const text = fc
  .array(
    fc.record({
      insert: fc.array(sign, { minLength: 1, maxLength: 6 }).map((signs) => signs.join("")),
      strong: fc.boolean(),
    }),
    {
      maxLength: 5,
    },
  )
  .map(
    (runs) => new Delta(runs.map(({ insert, strong }) => (strong ? { insert, attributes: { strong } } : { insert }))),
  );

it("makes one text the other, and cuts no character", () => {
  fc.assert(
    fc.property(text, text, (old, now) => {
      const change = diffWhole(old, now);
      expect(canon(old.compose(change))).toEqual(canon(now));
      for (const { insert } of change.ops) {
        if (typeof insert === "string")
          expect(insert).toBe([...insert].filter((c) => !/^[\ud800-\udfff]$/.test(c)).join(""));
      }
    }),
    rounds(1000),
  );
});

it("keeps the halves of two emoji together", () => {
  const [old, now] = ["x👩", "x😁👩"].map((insert) => new Delta([{ insert }])) as [Delta, Delta];
  expect(diffWhole(old, now).ops).toEqual([{ retain: 1 }, { insert: "😁" }]);
});
