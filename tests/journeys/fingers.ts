// Random fingers: keys for a text, chosen by a seed, and what a bare `<textarea>` of the same browser makes of them.
// The textarea is the model: how far Backspace and Ctrl+Left go in whichever script is Chromium's own in both.
//
// Left out, because the two differ for good reasons:
// - what typing makes more of: quotation marks, and `#`, `>`, `-`, `*`, `1.` at the start of a line;
// - keys that leave the body for the deck or the reader note: arrows at its very ends, Tab;
// - what depends on where lines wrap: a line is broken by Enter before it is as wide as the column, and Up and Down
//   are followed by Home or End;
// - word by word over the end of a line: a textarea stops there, paragraphs do not;
// - copying all (the body copies whole paragraphs, the textarea a stretch), and Undo, whose groups are their own.
import type { CDPSession, Page } from "@playwright/test";

/** One key: a name as `Control+Shift+ArrowLeft`, a letter, or a text that comes without a key of its own. */
export type Key = string;

/** Numbers from a seed, each below `below`. */
export type Random = (below: number) => number;

/** The numbers of a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const pick = <T>(random: Random, of: readonly T[]): T => of[random(of.length)] as T;

// ---- the keyboard ---------------------------------------------------------------------------------

const NAMED: Readonly<Record<string, number>> = {
  Backspace: 8,
  Enter: 13,
  Space: 32,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
};

/** A keyboard of a page. Keys that are struck at once wait for nothing between them, as fingers do not. */
export class Keyboard {
  private struck: Promise<unknown>[] = [];

  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<Keyboard> {
    return new Keyboard(await page.context().newCDPSession(page));
  }

  /** Makes the page's processor so many times slower. */
  async slower(rate: number): Promise<void> {
    await this.cdp.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** Strikes a key, and goes on before anything came of it. */
  async strike(key: Key): Promise<void> {
    const event = eventOf(key);
    if (!event) {
      // What an input method hands over goes another way to the page than keys do.
      await this.rest();
      await this.cdp.send("Input.insertText", { text: key });
      return;
    }
    const { text, ...bare } = event;
    const down = text === undefined ? { type: "rawKeyDown" as const } : { type: "keyDown" as const, text };
    // That a key goes up again means nothing to a text.
    this.struck.push(this.cdp.send("Input.dispatchKeyEvent", { ...bare, ...down }));
  }

  /** Until the page has had every key. */
  async rest(): Promise<void> {
    await Promise.all(this.struck.splice(0));
  }

  async press(key: Key): Promise<void> {
    await this.strike(key);
    await this.rest();
  }

  /** What an expression is in the page, asked the short way. */
  async ask<T>(expression: string): Promise<T> {
    const { result } = await this.cdp.send("Runtime.evaluate", { expression, returnByValue: true });
    return result.value as T;
  }
}

function eventOf(name: Key) {
  const parts = name.split("+");
  const last = parts.pop() ?? "";
  const modifiers = (parts.includes("Control") ? 2 : 0) + (parts.includes("Shift") ? 8 : 0);
  const code = NAMED[last];
  if (code !== undefined) {
    const text = last === "Enter" ? "\r" : last === "Space" ? " " : undefined;
    const key = last === "Space" ? " " : last;
    return { modifiers, key, code: last, windowsVirtualKeyCode: code, ...(text ? { text } : {}) };
  }
  if (last.length !== 1) return null;
  const upper = last.toUpperCase();
  const key = { key: last, windowsVirtualKeyCode: /[A-Z0-9]/.test(upper) ? upper.charCodeAt(0) : 0 };
  if (modifiers) return { ...key, modifiers, code: `Key${upper}` };
  return { ...key, modifiers: last !== last.toLowerCase() ? 8 : 0, text: last };
}

// ---- what fingers do ------------------------------------------------------------------------------

/** Which fingers they are. */
export interface Habits {
  /** Others write above and below: the keys stay in one's own lines. */
  readonly amongOthers?: boolean;
  /** Only words and lines, one after the other. */
  readonly onwards?: boolean;
}

const SCRIPTS: readonly string[] = [
  "abcdefghijklmnopqrstuvwxyz",
  "etaoinshrdluETAOIN",
  "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  "ЄІЇҐєіїґщюя",
  "αβγδεζηθλμσω",
  "かなカナ漢字",
  "0123456789,;:!?()=/",
];
/** A stress and a diaeresis, which stand over the letter before them. */
const MARKS: readonly string[] = ["\u0301", "\u0308"];
const WHOLE: readonly string[] = ["😀", "👍🏽", "👩‍👩‍👧", "🇺🇦", "й", "naïve", "слово", "…", "–"];
/** A line is broken before it is as wide as the column. */
const WIDE = 44;

function word(random: Random): Key[] {
  const letters = [...pick(random, SCRIPTS)];
  const keys = Array.from({ length: 1 + random(7) }, () => pick(random, letters));
  if (random(12) === 0) keys.push(pick(random, MARKS));
  // The desk's placeholder is marked while it is typed.
  if (random(25) === 0) keys.push("Space", "T", "K");
  if (random(3) > 0) keys.push("Space");
  return keys;
}

const times = (random: Random, key: Key, most: number): Key[] => Array.from({ length: 1 + random(most) }, () => key);

/** What is struck next, before anybody looks whether it may be. */
function gesture(random: Random, { onwards = false }: Habits): Key[] {
  const arrow = pick(random, ["ArrowLeft", "ArrowRight"]);
  const edge = pick(random, ["Home", "End"]);
  const line = pick(random, ["ArrowUp", "ArrowDown"]);
  const kind = random(onwards ? 30 : 100);
  if (kind < (onwards ? 15 : 24)) return word(random);
  if (kind < 30) return ["Enter", ...word(random)];
  if (kind < 34) return times(random, "Enter", 3);
  if (kind < 43) return times(random, "Backspace", 5);
  if (kind < 48) return times(random, arrow, 5);
  if (kind < 50) return [`Control+${arrow}`];
  if (kind < 53) return [edge];
  if (kind < 56) return [line, edge];
  if (kind < 58) return [`Control+${edge}`];
  if (kind < 62) return [pick(random, WHOLE)];
  if (kind < 66) return times(random, "Delete", 3);
  if (kind < 78) return [...times(random, `Shift+${arrow}`, 6), ...instead(random)];
  if (kind < 82) return [`Control+Shift+${arrow}`, ...instead(random)];
  if (kind < 86) return [`Shift+${edge}`, ...instead(random)];
  if (kind < 90) return [`Shift+${line}`, `Shift+${edge}`, ...instead(random)];
  if (kind < 94) return ["Control+v"];
  if (kind < 99)
    return [...times(random, `Shift+${arrow}`, 8), pick(random, ["Control+x", "Control+c"]), arrow, "Control+v"];
  return random(4) === 0 ? ["Control+a", ...instead(random)] : [];
}

/** What comes in the place of what is selected. */
function instead(random: Random): Key[] {
  switch (random(6)) {
    case 0:
      return ["Backspace"];
    case 1:
      return ["Delete"];
    case 2:
      return ["Enter"];
    case 3:
      return ["Control+v"];
    default:
      return word(random);
  }
}

/** The model: a textarea in a page of its own, which plays what was struck without a keyboard, by the same engine. */
export class Model {
  private constructor(private readonly page: Page) {}

  static async of(page: Page): Promise<Model> {
    await page.setContent('<textarea rows="40" cols="200" wrap="off" spellcheck="false"></textarea>');
    return new Model(page);
  }

  /** Puts a text on the clipboard of the browser, as one that was copied elsewhere. */
  async copies(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.locator("textarea").fill(text);
    await this.page.locator("textarea").press("Control+a");
    await this.page.locator("textarea").press("Control+c");
  }

  /** Strikes `count` keys; each with the text after it. */
  async plays(random: Random, count: number, habits: Habits & { readonly clipboard?: string } = {}): Promise<Played[]> {
    const gestures = Array.from({ length: count }, () => gesture(random, habits));
    await this.page.bringToFront();
    const { amongOthers = false, clipboard = "" } = habits;
    return this.page.evaluate(play, { gestures, count, wide: WIDE, amongOthers, clipboard });
  }
}

interface Score {
  readonly gestures: readonly (readonly Key[])[];
  readonly count: number;
  readonly wide: number;
  readonly amongOthers: boolean;
  readonly clipboard: string;
}

/** Plays in the page: everything that it needs is in it. */
function play({ gestures, count, wide, amongOthers, clipboard }: Score): Played[] {
  const area = document.querySelector("textarea") as HTMLTextAreaElement;
  area.value = "";
  area.focus();
  let copied = clipboard;
  const played: Played[] = [];
  const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);

  /** Whether a key may be struck here. */
  function may(key: string): boolean {
    const { value: text, selectionStart: start, selectionEnd: end } = area;
    const head = area.selectionDirection === "backward" ? start : end;
    const first = !text.slice(0, head).includes("\n");
    const last = !text.slice(head).includes("\n");
    const from = first ? 0 : text.lastIndexOf("\n", head - 1) + 1;
    const to = last ? text.length : text.indexOf("\n", head);
    const narrow = to - from <= wide + 8;
    const bare = start === end;
    switch (key) {
      case "ArrowLeft":
      case "Backspace":
        return !bare || start > 0;
      case "ArrowRight":
      case "Delete":
        return !bare || end < text.length;
      case "Shift+ArrowLeft":
        return head > 0;
      case "Shift+ArrowRight":
        return head < text.length;
      case "Control+ArrowLeft":
      case "Control+Shift+ArrowLeft":
        return text.slice(from, head).trim() !== "";
      case "Control+ArrowRight":
      case "Control+Shift+ArrowRight":
        return text.slice(head, to).trim() !== "";
      case "Home":
      case "End":
      case "Shift+Home":
      case "Shift+End":
        return narrow;
      case "ArrowUp":
        return bare && !first && narrow;
      case "ArrowDown":
        return bare && !last && narrow;
      case "Shift+ArrowUp":
        return !first && narrow;
      case "Shift+ArrowDown":
        return !last && narrow;
      case "Control+Home":
      case "Control+End":
      case "Control+a":
        return !amongOthers;
      case "Control+c":
      case "Control+x":
        return !bare;
      default:
        return true;
    }
  }

  function move(key: string): boolean {
    const [, arrow] = /(?:Arrow)?(Left|Right|Up|Down|Home|End)$/.exec(key) ?? [];
    if (!arrow) return false;
    const alter = key.includes("Shift+") ? "extend" : "move";
    const far = key.startsWith("Control+");
    const way = { Left: "left", Right: "right", Up: "backward", Down: "forward", Home: "backward", End: "forward" }[
      arrow
    ];
    const by =
      arrow === "Home" || arrow === "End"
        ? far
          ? "documentboundary"
          : "lineboundary"
        : arrow === "Up" || arrow === "Down"
          ? "line"
          : far
            ? "word"
            : "character";
    getSelection()?.modify(alter, way, by);
    return true;
  }

  function strike(key: string): void {
    if (!may(key)) return;
    const write = (text: string) => document.execCommand("insertText", false, text);
    if (move(key)) void 0;
    else if (key === "Control+a") area.select();
    else if (key === "Control+c") copied = chosen();
    else if (key === "Control+x") {
      copied = chosen();
      document.execCommand("delete");
    } else if (key === "Control+v") write(copied);
    else if (key === "Backspace") document.execCommand("delete");
    else if (key === "Delete") document.execCommand("forwardDelete");
    else write(key === "Enter" ? "\n" : key === "Space" ? " " : key);
    played.push({ key, text: area.value });
  }

  for (const keys of gestures) {
    for (const key of keys) strike(key);
    if (area.value.split("\n").some((line) => line.length > wide)) strike("Enter");
    if (played.length >= count) break;
  }
  return played;
}

/** A key that was struck, with what it made of the text. */
export interface Played {
  readonly key: Key;
  readonly text: string;
}
