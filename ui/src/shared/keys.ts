// The one table of keys. Shortcuts, tooltips, the palette and the list of keys (F1) are all read off it.
// "Mod" is Ctrl, on a Mac Cmd. Single letters work only where no text is typed, and can be turned off.

/** Every action that has a name. */
export const ACTIONS = {
  palette: "Mod+K",
  "story-new": "Mod+N",
  "sample-open": "Mod+Shift+O",
  "revision-save": "Mod+S",
  "story-file": "Mod+Enter",
  "story-approve": "Mod+Enter",
  "story-send-back": "Mod+Shift+B",
  publish: "Mod+Shift+P",
  "publish-tray": "Mod+Alt+P",
  "tab-checks": "F7",
  "check-mend": "Mod+F7",
  "tab-details": "F8",
  "tab-revisions": "F9",
  "tab-asking": "Shift+F8",
  "comment-add": "Mod+Shift+M",
  "asking-next": "F4",
  "asking-previous": "Shift+F4",
  "suggest-mode": "F2",
  "suggestion-accept": "Alt+Enter",
  "suggestion-reject": "Alt+Shift+Enter",
  compare: "Mod+D",
  "revision-restore": "Mod+Shift+R",
  "change-next": "J",
  "change-previous": "K",
  "story-read": "R",
  "view-inline": "1",
  "view-sides": "2",
  "view-changed": "3",
  "view-typography": "4",
  "view-authors": "5",
  "view-approved": "A",
  "log-show": "Shift+F9",
  "quote-tick": "T",
  "block-menu": "Alt+F10",
  "figure-choose": "Mod+Shift+F",
  "embed-related": "Mod+Shift+E",
  "embed-page": "Mod+Alt+E",
  "reader-note-add": "Mod+Shift+U",
  "story-claim": "Mod+Shift+Y",
  "story-revoke": "Mod+Shift+J",
  "story-hold": "Mod+Shift+H",
  "story-release": "Mod+Shift+H",
  "story-hand-over": "Mod+Shift+G",
  "story-spike": "Mod+Shift+X",
  "story-unspike": "Mod+Shift+X",
  "story-undo": "Mod+Alt+Z",
  "story-archive": "Mod+Shift+A",
  "story-reopen": "Mod+Shift+A",
  "story-copy": "Mod+Shift+S",
  "parcel-send": "Mod+E",
  "parcel-open": "Mod+O",
  "clash-choose": "Shift+F7",
  "desk-archive": "Mod+Alt+S",
  "screen-write": "Alt+1",
  "screen-review": "Alt+2",
  "screen-archive": "Alt+3",
  "screen-outbox": "Alt+4",
  settings: "Mod+,",
  search: "/",
  "list-next": "Mod+Alt+ArrowDown",
  "list-previous": "Mod+Alt+ArrowUp",
  "drawer-list": "Mod+Shift+L",
  "drawer-side": "Mod+Shift+D",
  "outbox-pause": "Mod+Shift+.",
  "ledger-show": "F6",
  "live-withdraw": "Mod+Alt+W",
  "live-take-back": "Mod+Alt+B",
  "live-remove": "Mod+Alt+X",
  "merge-look": "Shift+F6",
  "merge-mine": "1",
  "merge-theirs": "2",
  "merge-both": "3",
  "merge-page": "Mod+P",
  "merge-home": "Mod+Shift+Enter",
  "merge-publish": "Mod+Enter",
  "member-switch": "Mod+Shift+I",
  "theme-next": "Mod+Shift+T",
  "folder-open": "Mod+Shift+Q",
  keys: "F1",
} as const satisfies Record<string, string>;

/** The name of an action; its words are the message `action-<name>`. */
export type ActionId = keyof typeof ACTIONS;

/** All of them, in the table's order. */
export const actionIds = Object.keys(ACTIONS) as ActionId[];

/** Whether a word is an action's name. */
export function isAction(word: string): word is ActionId {
  return Object.hasOwn(ACTIONS, word);
}

/** Where two actions may share a key: never both on offer at once. */
export const SHARED_KEYS: readonly (readonly ActionId[])[] = [
  ["story-file", "story-approve", "merge-publish"],
  ["view-inline", "merge-mine"],
  ["view-sides", "merge-theirs"],
  ["view-changed", "merge-both"],
  ["story-hold", "story-release"],
  ["story-spike", "story-unspike"],
  ["story-archive", "story-reopen"],
];

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  key: string;
}

/** Every key that is pressed is held against every action's. */
const chords = new Map<string, Chord>();

function parse(keys: string): Chord {
  const known = chords.get(keys);
  if (known) return known;
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const chord = { mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt"), key };
  chords.set(keys, chord);
  return chord;
}

/** Whether a key works only where no text is typed. */
export function isSingle(keys: string): boolean {
  const { mod, alt, key } = parse(keys);
  return !mod && !alt && key.length === 1;
}

/** The key of an event as the table writes it: by letter, and by place on the keyboard where the layout has no Latin. */
function keyOf(event: KeyboardEvent): string[] {
  const names = [event.key.length === 1 ? event.key.toUpperCase() : event.key];
  // With Shift or Alt a digit or sign gives another character; with a Cyrillic layout every letter does.
  const place = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const isLatin = /^[a-z]$/i.test(event.key);
  if (place && !isLatin) names.push(place);
  if (event.code === "Comma") names.push(",");
  if (event.code === "Period") names.push(".");
  return names;
}

/** Whether an event is exactly these keys. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const chord = parse(keys);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const otherMod = isMac ? event.ctrlKey : event.metaKey;
  if (chord.mod !== mod || otherMod || chord.alt !== event.altKey) return false;
  // "/" needs Shift on some keyboards; a lone sign is what it is, however it is typed.
  const loneSign = isSingle(keys) && !/^[A-Z0-9]$/.test(chord.key);
  if (!loneSign && chord.shift !== event.shiftKey) return false;
  return loneSign ? event.key === chord.key : keyOf(event).includes(chord.key);
}

const NAMES: Record<string, string> = isMac
  ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", ArrowDown: "↓", ArrowUp: "↑" }
  : { Mod: "Ctrl", ArrowDown: "↓", ArrowUp: "↑" };

/** Keys as they are printed: "Ctrl Shift P". */
export function printed(keys: string): string {
  return keys
    .split("+")
    .map((part) => NAMES[part] ?? part)
    .join(" ");
}

/** Keys as `aria-keyshortcuts` wants them. */
export function ariaKeys(keys: string): string {
  return keys.replace("Mod", isMac ? "Meta" : "Control");
}

/** Whether the focus is where text is typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range", "file"].includes(target.type);
}
