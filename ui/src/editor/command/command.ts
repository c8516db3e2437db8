// Every command that a menu, a key or the palette can give an editor, by name.
import {
  chainCommands,
  deleteSelection,
  joinBackward,
  joinForward,
  selectAll,
  selectNodeBackward,
  selectNodeForward,
} from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import type { Command, EditorState } from "prosemirror-state";
import { keyOfBlock } from "../schema/body";
import { chooseAtom, enter, insertAtom, moveLevel, removeAtom, toggleBlock, toggleList, unmake } from "./block";
import { softBreak, toggle } from "./inline";

/** Commands of the body only. */
export const blockCommands = {
  paragraph: toggleBlock("paragraph"),
  h2: toggleBlock("heading", { level: 2 }),
  h3: toggleBlock("heading", { level: 3 }),
  quote: toggleBlock("quote"),
  pullquote: toggleBlock("pullquote"),
  source: toggleBlock("source"),
  ul: toggleList("ul"),
  ol: toggleList("ol"),
  indent: moveLevel(1),
  outdent: moveLevel(-1),
  rule: insertAtom("rule"),
} satisfies Record<string, Command>;

/** Commands of every text with marks. */
export const inlineCommands = {
  strong: toggle("strong"),
  em: toggle("em"),
  soft_break: softBreak,
} satisfies Record<string, Command>;

/** Commands of every text. */
export const plainCommands = { undo, redo, select_all: selectAll } satisfies Record<string, Command>;

/** All of them. A link, a figure and an embed need a value: `setLink`, `insertFigure`, `insertEmbed`. */
export const commands = { ...blockCommands, ...inlineCommands, ...plainCommands };

/** A command's name. */
export type CommandName = keyof typeof commands;

/** The key of each command that has one, as ProseMirror writes keys (`Mod` is Ctrl, on a Mac Cmd). */
export const commandKeys: Partial<Record<CommandName, string>> = {
  strong: "Mod-b",
  em: "Mod-i",
  soft_break: "Shift-Enter",
  paragraph: "Mod-Alt-0",
  h2: "Mod-Alt-2",
  h3: "Mod-Alt-3",
  quote: "Mod-Shift-9",
  ol: "Mod-Shift-7",
  ul: "Mod-Shift-8",
  indent: "Mod-]",
  outdent: "Mod-[",
  undo: "Mod-z",
  redo: "Mod-Shift-z",
};

/** The key that asks for a link's address; Ctrl K is the palette's. */
export const LINK_KEY = "Mod-Shift-k";

/** The keys that are no command of their own. */
export const structureKeys: Record<string, Command> = {
  Enter: enter,
  Backspace: chainCommands(
    undoInputRule,
    removeAtom,
    deleteSelection,
    unmake,
    chooseAtom(-1),
    joinBackward,
    selectNodeBackward,
  ),
  Delete: chainCommands(removeAtom, deleteSelection, chooseAtom(1), joinForward, selectNodeForward),
  Tab: blockCommands.indent,
  "Shift-Tab": blockCommands.outdent,
};

/** What is on at the caret: the line's block key and the marks, for a menu that shows it. */
export function active(state: EditorState): { block: string | null; marks: ReadonlySet<string> } {
  const { $from, from, to, empty } = state.selection;
  const block = $from.depth > 0 && state.schema.nodes["paragraph"] ? keyOfBlock($from.parent) : null;
  const marks = new Set<string>();
  if (empty) for (const mark of state.storedMarks ?? $from.marks()) marks.add(mark.type.name);
  else
    for (const [name, type] of Object.entries(state.schema.marks))
      if (state.doc.rangeHasMark(from, to, type)) marks.add(name);
  return { block, marks };
}
