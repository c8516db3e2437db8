// What the body's lines and words can become: one list for the menu at the cursor and for the palette.
import Bold from "@lucide/svelte/icons/bold";
import Heading2 from "@lucide/svelte/icons/heading-2";
import Heading3 from "@lucide/svelte/icons/heading-3";
import Italic from "@lucide/svelte/icons/italic";
import Link from "@lucide/svelte/icons/link";
import List from "@lucide/svelte/icons/list";
import ListOrdered from "@lucide/svelte/icons/list-ordered";
import Minus from "@lucide/svelte/icons/minus";
import Pilcrow from "@lucide/svelte/icons/pilcrow";
import Quote from "@lucide/svelte/icons/quote";
import Redo from "@lucide/svelte/icons/redo-2";
import TextQuote from "@lucide/svelte/icons/text-quote";
import Undo from "@lucide/svelte/icons/undo-2";
import UserRoundPen from "@lucide/svelte/icons/user-round-pen";
import { commandKeys, LINK_KEY, type CommandName, type TextEditor } from "../editor";
import { t } from "../l10n";
import type { Extra } from "../shared/actions.svelte";

/** What is on at the cursor. */
export interface Active {
  /** The line's block key. */
  block: string | null;
  /** The marks. */
  marks: ReadonlySet<string>;
}

/** Whether the same is on: most letters change nothing for the menu. */
export function isSame(a: Active, b: Active): boolean {
  return a.block === b.block && a.marks.size === b.marks.size && [...a.marks].every((mark) => b.marks.has(mark));
}

/** A tool with its sign. */
export interface Tool extends Extra {
  /** Its sign. */
  icon: typeof Bold;
  /** Whether it is on; `undefined`: it is nothing that is on or off. */
  on?: boolean;
}

const BLOCKS: [CommandName, string, typeof Bold][] = [
  ["paragraph", "", Pilcrow],
  ["h2", "h:2", Heading2],
  ["h3", "h:3", Heading3],
  ["quote", "quote", Quote],
  ["pullquote", "pullquote", TextQuote],
  ["source", "source", UserRoundPen],
  ["ul", "li:ul", List],
  ["ol", "li:ol", ListOrdered],
];

const MARKS: [CommandName, typeof Bold][] = [
  ["strong", Bold],
  ["em", Italic],
];

/** A key of the editor, as our table writes keys. */
function keysOf(key: string | undefined): string | undefined {
  return key
    ?.split("-")
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join("+");
}

function isOn(active: Active, key: string): boolean {
  const block = active.block ?? "";
  return key === "" ? block === "" : block === key || block.startsWith(`${key}:`);
}

/** The tools, in groups; the last group undoes. */
export function toolsOf(editor: TextEditor, active: Active, onlink: () => void): Tool[][] {
  const tool = (name: CommandName, label: string, icon: typeof Bold): Tool => ({
    label: t(label),
    keys: keysOf(commandKeys[name]),
    icon,
    run: () => void editor.run(name),
  });
  return [
    BLOCKS.map(([name, key, icon]) => ({ ...tool(name, `block-${name}`, icon), on: isOn(active, key) })),
    [
      ...MARKS.map(([name, icon]) => ({ ...tool(name, `mark-${name}`, icon), on: active.marks.has(name) })),
      { label: t("mark-link"), keys: keysOf(LINK_KEY), on: active.marks.has("link"), icon: Link, run: onlink },
      tool("rule", "block-rule", Minus),
    ],
    [tool("undo", "undo", Undo), tool("redo", "redo", Redo)],
  ];
}
