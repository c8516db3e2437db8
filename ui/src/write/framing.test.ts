import fc from "fast-check";
import { expect, it } from "vitest";
import { asPercent, framed, fromPercent, moved, pulled, WHOLE, type Corner } from "./framing";

it("whatever is pulled where, a crop stays whole numbers inside the picture", () => {
  const step = fc.record({
    corner: fc.constantFrom<Corner>("start", "end"),
    x: fc.double({ min: -20_000, max: 30_000, noNaN: true }),
    y: fc.double({ min: -20_000, max: 30_000, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const crop = steps.reduce((now, { corner, x, y }) => pulled(now, corner, { x, y }), WHOLE);
      expect(Object.values(crop).every(Number.isInteger)).toBe(true);
      expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(0);
      expect(Math.min(crop.width, crop.height)).toBeGreaterThanOrEqual(500);
      expect(Math.max(crop.x + crop.width, crop.y + crop.height)).toBeLessThanOrEqual(10_000);
    }),
  );
});

it("a pulled corner leaves the other where it was", () => {
  const crop = pulled(WHOLE, "start", { x: 2500, y: 1000 });
  expect(crop).toEqual({ x: 2500, y: 1000, width: 7500, height: 9000 });
  expect(pulled(crop, "end", { x: 7500, y: 6000 })).toEqual({ x: 2500, y: 1000, width: 5000, height: 5000 });
});

it("a point stays in the picture; numbers are read as people write them", () => {
  expect(moved({ x: -4, y: 10_500 })).toEqual({ x: 0, y: 10_000 });
  expect(asPercent(3333)).toBe(33.3);
  expect([fromPercent("33.3"), fromPercent("33,3"), fromPercent("x")]).toEqual([3330, 3330, null]);
});

it("a frame shows what the crop leaves: its shape, and the whole picture behind it", () => {
  expect(framed({ x: 2_500, y: 0, width: 5_000, height: 10_000 }, 3_000, 2_000)).toEqual({
    shape: "15000000 / 20000000",
    width: "200%",
    height: "100%",
    left: "-50%",
    top: "0%",
  });
});
