// Long work is asked how far it is, and is stopped by its name.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../ipc/desk";
import { WireError } from "../ipc/error";
import { Working } from "./working.svelte";

vi.mock("../ipc/desk", () => ({ call: vi.fn() }));

const core = vi.mocked(call);

describe("long work", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    core.mockReset();
  });

  it("says how far it is while it goes on, and nothing after", async () => {
    const working = new Working();
    let finish = (_: string) => {};
    const done = working.run(() => new Promise<string>((resolve) => (finish = resolve)));
    core.mockResolvedValue({ part: 2, done: 30, of: 120 } as never);
    await vi.advanceTimersByTimeAsync(200);
    expect([working.isBusy, working.part, working.share]).toEqual([true, 2, 0.25]);
    finish("made");
    expect(await done).toBe("made");
    expect([working.isBusy, working.part, working.share]).toEqual([false, 0, null]);
    core.mockClear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(core).not.toHaveBeenCalled();
  });

  it("that was stopped is no failure; other failures are", async () => {
    const working = new Working();
    core.mockResolvedValue({} as never);
    let fail = (_: Error) => {};
    let name = "";
    const stopped = working.run((given) => {
      name = given;
      return new Promise((_, reject) => (fail = reject));
    });
    working.stop();
    expect(core).toHaveBeenCalledWith("work_stop", { work: name });
    fail(new WireError("stopped", "Stopped, as you asked.", null, "work-stopped"));
    expect(await stopped).toBeUndefined();
    const failing = working.run(() => new Promise((_, reject) => (fail = reject)));
    working.stop();
    fail(new Error("the file is damaged"));
    await expect(failing).rejects.toThrow("the file is damaged");
    await expect(working.run(() => Promise.reject(new Error("the disk is full")))).rejects.toThrow("the disk is full");
  });
});
