// THE EDITOR: what the screens may use of it.
export { type CommandName, LINK_KEY, commandKeys } from "./command/command";
export { TextEditor, type TextEditorOptions, type TextKind } from "./editor";
export { type AtomPlace, type MountAtom, type MountedAtom } from "./plugin/atom";
export { type PastedAtom, type PasteFrom } from "./plugin/paste";
export { quoteMarks, type QuoteMarks } from "./plugin/quotes";
export { EditorRing } from "./plugin/ring";
export { TK_WORDS, type Tk, type TkWords } from "./plugin/tk";
export { type Outside, type SaveState, Session } from "./session/session";
export { type Painted, painted, type Timer, timer } from "./session/timer";
export type { Answer, Edit, Failure, Snapshot, StoryEvent, TextChange, TextMark } from "./session/wire";
export { default as Delta } from "quill-delta";
