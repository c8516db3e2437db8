import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { unhurried } from "./unhurried";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("reads at once what comes alone, and once more what comes behind it", () => {
  const read = vi.fn();
  const changed = unhurried(read);
  changed();
  expect(read, "the first is not waited with").toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(read, "nothing more came").toHaveBeenCalledTimes(1);
  changed();
  expect(read).toHaveBeenCalledTimes(2);
  changed();
  vi.advanceTimersByTime(399);
  expect(read).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1);
  expect(read, "what came behind it is read too").toHaveBeenCalledTimes(3);
});

it("waits for a pause in what goes on, but not for ever", () => {
  const read = vi.fn();
  const changed = unhurried(read);
  for (let ms = 0; ms < 2_400; ms += 100) {
    changed();
    vi.advanceTimersByTime(100);
  }
  expect(read, "the first only").toHaveBeenCalledTimes(1);
  for (let ms = 0; ms < 2_400; ms += 100) {
    changed();
    vi.advanceTimersByTime(100);
  }
  expect(read, "and one on the way").toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(400);
  expect(read, "and the last").toHaveBeenCalledTimes(3);
});
