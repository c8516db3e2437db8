// The loopback host of the browser tests: the real core behind HTTP on this machine.
import { UNREACHABLE, WireError } from "./error";
import { REOPENED, type Transport, type Unsubscribe, type WireEvent } from "./transport";

async function post(path: string, headers: Record<string, string>, body: BodyInit): Promise<unknown> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, { method: "POST", headers, body });
    answer = await response.json();
  } catch {
    throw new WireError(UNREACHABLE, "The core did not answer.");
  }
  if (!response.ok) throw WireError.from(answer);
  return answer;
}

function watch(path: string, onEvent: (event: WireEvent) => void): Unsubscribe {
  const source = new EventSource(path);
  let before = false;
  source.onopen = () => {
    // The browser opens a cut stream again by itself; what was sent meanwhile is gone.
    if (before) onEvent(REOPENED);
    before = true;
  };
  source.onmessage = (message) => onEvent(JSON.parse(String(message.data)) as WireEvent);
  return () => source.close();
}

/** The transport in an ordinary browser. */
export const http: Transport = {
  call: (name, args) => post(`/call/${name}`, { "content-type": "application/json" }, JSON.stringify(args)),
  raw: (name, args, bytes) =>
    post(
      `/raw/${name}`,
      { "content-type": "application/octet-stream", "copydesk-args": encodeURIComponent(JSON.stringify(args)) },
      bytes as Uint8Array<ArrayBuffer>,
    ),
  watchStory: (story, onEvent) => watch(`/watch?story=${encodeURIComponent(story)}`, onEvent),
  watchDesk: (onEvent) => watch("/watch", onEvent),
};
