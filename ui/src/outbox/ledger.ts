// How a line of the ledger looks, by where its job stands.
import type { JobState } from "../ipc/generated/JobState";
import type { LedgerRow } from "../ipc/generated/LedgerRow";

/** A line's colour. */
export type Tone = "" | "ok" | "warn" | "stop" | "ask";

interface Look {
  tone: Tone;
  sign: string;
}

const LOOKS: Record<JobState, Look> = {
  queued: { tone: "", sign: "↑" },
  sending: { tone: "", sign: "↑" },
  waiting: { tone: "warn", sign: "!" },
  unknown: { tone: "ask", sign: "?" },
  needs_person: { tone: "stop", sign: "×" },
  ask: { tone: "ask", sign: "?" },
  arrived: { tone: "ok", sign: "✓" },
  stopped: { tone: "", sign: "–" },
  superseded: { tone: "", sign: "–" },
};

/** How a line looks. A tick stands only where it is known that exactly this text is there. */
export function lookOf(row: LedgerRow): Look {
  if (row.text === "unknown" && row.kind === "backup") return { tone: "ask", sign: "?" };
  if (row.kind === "backup" && !row.is_head) return { tone: "", sign: "–" };
  return row.state === null ? { tone: "ok", sign: "✓" } : LOOKS[row.state];
}

/** What a person may do with a job. */
export function choices(state: JobState | null): { retry: "now" | "ask" | "go-on" | null; stop: boolean } {
  switch (state) {
    case "queued":
    case "sending":
      return { retry: null, stop: true };
    case "waiting":
    case "needs_person":
      return { retry: "now", stop: true };
    case "unknown":
      return { retry: "ask", stop: false };
    case "ask":
      return { retry: "go-on", stop: true };
    default:
      return { retry: null, stop: false };
  }
}
