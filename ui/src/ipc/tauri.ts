// The app's own window. One command, `call`, carries everything: JSON as {name, args}; bytes as a
// raw body with name and arguments in headers; `watch` and `watch_end` open and close a channel.
import { Channel, invoke } from "@tauri-apps/api/core";
import { WireError } from "./error";
import type { Transport, Unsubscribe, WireEvent } from "./transport";

async function request(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (reason) {
    throw WireError.from(reason);
  }
}

function watch(story: string | null, onEvent: (event: WireEvent) => void): Unsubscribe {
  let open = true;
  const channel = new Channel<WireEvent>((event) => {
    if (open) onEvent(event);
  });
  const id = channel.id;
  const opened = request(invoke("call", { name: "watch", args: { story, channel } }));
  // A watch that could not be opened shows as an event, so that its owner reads again and says so.
  opened.catch((error: unknown) => {
    if (open) onEvent({ type: "closed", error: WireError.from(error) } as WireEvent);
  });
  return () => {
    if (!open) return;
    open = false;
    void opened.then(() => invoke("call", { name: "watch_end", args: { channel: id } })).catch(() => undefined);
  };
}

/** The transport inside the window. */
export const tauri: Transport = {
  call: (name, args) => request(invoke("call", { name, args })),
  raw: (name, args, bytes) =>
    request(
      invoke("call", bytes, {
        // Header values are Latin-1, names of files are not.
        headers: { "copydesk-name": name, "copydesk-args": encodeURIComponent(JSON.stringify(args)) },
      }),
    ),
  watchStory: (story, onEvent) => watch(story, onEvent),
  watchDesk: (onEvent) => watch(null, onEvent),
};
