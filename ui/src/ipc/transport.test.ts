import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { UNREACHABLE, WireError } from "./error";
import { http } from "./http";
import { tauri } from "./tauri";
import type { WireEvent } from "./transport";

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

describe("the window's transport", () => {
  it("carries every call through one command", async () => {
    const seen: unknown[] = [];
    mockIPC((command, payload) => {
      seen.push([command, payload]);
      return { version: 4 };
    });
    expect(await tauri.call("story_open", { story: "a" })).toEqual({ version: 4 });
    expect(seen).toEqual([["call", { name: "story_open", args: { story: "a" } }]]);
  });

  it("turns what Rust refused into a WireError with its code and detail", async () => {
    mockIPC(() => {
      throw { code: "stale", message: "Changed elsewhere.", detail: { version: 9 } };
    });
    await expect(tauri.call("story_edit", {})).rejects.toMatchObject({ code: "stale", detail: { version: 9 } });
  });

  it("opens a channel and ends it by its id", async () => {
    const calls: { name: string; args: { channel: { id: number } | number } }[] = [];
    mockIPC((command, payload) => {
      expect(command).toBe("call");
      calls.push(payload as (typeof calls)[number]);
      return null;
    });
    const end = tauri.watchStory("a", () => undefined);
    end();
    end();
    await vi.waitFor(() => expect(calls.map(({ name }) => name)).toEqual(["watch", "watch_end"]));
    const channel = calls[0]?.args.channel as { id: number };
    expect(calls[1]?.args).toEqual({ channel: channel.id });
  });
});

describe("the loopback transport", () => {
  it("posts to the command's address, and reads an error's body", async () => {
    const fetched = vi.fn(async (path: string) =>
      path === "/call/good"
        ? new Response('{"ok":1}')
        : new Response('{"code":"refused","message":"No.","detail":null}', { status: 409 }),
    );
    vi.stubGlobal("fetch", fetched);
    expect(await http.call("good", {})).toEqual({ ok: 1 });
    await expect(http.call("bad", {})).rejects.toBeInstanceOf(WireError);
    await expect(http.call("bad", {})).rejects.toMatchObject({ code: "refused", message: "No." });
  });

  it("says unreachable when nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("net")));
    await expect(http.raw("photo_add", {}, new Uint8Array([1]))).rejects.toMatchObject({ code: UNREACHABLE });
  });

  it("tells its watcher when the stream was cut and is open again", () => {
    const streams: { onopen?: () => void; onmessage?: (m: { data: string }) => void; close: () => void }[] = [];
    vi.stubGlobal(
      "EventSource",
      class {
        onopen?: () => void;
        onmessage?: (m: { data: string }) => void;
        close = () => undefined;
        constructor() {
          streams.push(this as never);
        }
      },
    );
    const events: WireEvent[] = [];
    http.watchDesk((event) => events.push(event));
    streams[0]?.onopen?.();
    streams[0]?.onmessage?.({ data: '{"type":"facts"}' });
    streams[0]?.onopen?.();
    expect(events.map((event) => event.type)).toEqual(["facts", "reopened"]);
  });
});
