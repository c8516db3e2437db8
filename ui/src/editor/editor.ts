// An editor of one text, put together: schema, plugins, the bridge, and its session.
import { gapCursor } from "prosemirror-gapcursor";
import { baseKeymap } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { type Command, EditorState, type Plugin, Selection, TextSelection, type Transaction } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { advance, bridge, contentOf, readText, receive, viewOf } from "./bridge/bridge";
import { offsetOf, posOf } from "./bridge/position";
import { insertAtom } from "./command/block";
import {
  type CommandName,
  LINK_KEY,
  active,
  blockCommands,
  commandKeys,
  commands,
  inlineCommands,
  plainCommands,
  structureKeys,
} from "./command/command";
import { linkAt, setValue } from "./command/inline";
import { type MountAtom, atomClipboard, atomViews } from "./plugin/atom";
import { clean } from "./plugin/clean";
import { input } from "./plugin/input";
import { type PasteFrom, paste } from "./plugin/paste";
import { placeholder } from "./plugin/placeholder";
import { type EditorRing, ringKeys } from "./plugin/ring";
import { suggested } from "./plugin/suggested";
import { type Tk, type TkWords, tk, tksIn } from "./plugin/tk";
import { body } from "./schema/body";
import { line } from "./schema/line";
import type { Session } from "./session/session";
import { timer } from "./session/timer";

/**
 * What a text is: the body's lines, a single line with marks (deck, caption, reader note), or one
 * without (headlines).
 */
export type TextKind = "body" | "line" | "plain";

/** What an editor is given. */
export interface TextEditorOptions {
  readonly mount: HTMLElement;
  readonly session: Session;
  readonly container: string;
  readonly kind: TextKind;
  /** Its name for those who do not see it. */
  readonly label: string;
  readonly placeholder?: () => string;
  /** The language of the text (BCP 47), for its quotation marks. */
  readonly language: () => string;
  /** Whether it takes keys; it does where nothing else is said. */
  readonly isEditable?: () => boolean;
  /** What a stretch that is commented on is called, for those who do not see it. */
  readonly commentWord?: () => string;
  readonly tk?: TkWords;
  readonly paste: PasteFrom;
  readonly ring?: EditorRing;
  /** Fills the places of figures and embeds. */
  readonly mountAtom?: MountAtom;
  /** The key for a link was pressed. */
  readonly onLink?: () => void;
  /** Something changed: text, selection or marks. */
  readonly onUpdate?: (editor: TextEditor) => void;
  /** More plugins, such as decorations of comments. */
  readonly plugins?: readonly Plugin[];
}

/** How long after compositionend ProseMirror has read what the input method wrote. */
const COMPOSED_MS = 50;

function keys(kind: TextKind, onLink: (() => void) | undefined): Record<string, Command> {
  const all: Partial<Record<CommandName, Command>> = {
    ...plainCommands,
    ...(kind === "plain" ? {} : inlineCommands),
    ...(kind === "body" ? blockCommands : {}),
  };
  const bound: Record<string, Command> = {};
  for (const [name, command] of Object.entries(all)) {
    const key = commandKeys[name as CommandName];
    if (key) bound[key] = command;
  }
  bound["Mod-y"] = plainCommands.redo;
  if (kind !== "plain" && onLink) {
    bound[LINK_KEY] = () => {
      onLink();
      return true;
    };
  }
  // A single line has no second one: Enter is the ring's, or nobody's.
  return kind === "body" ? { ...bound, ...structureKeys } : { ...bound, Enter: () => true };
}

/** A stretch that is commented on. No catalogue is known here, so the screen gives its word. */
function commented(id: string, word: string | undefined): { dom: HTMLElement } {
  const dom = document.createElement("mark");
  dom.className = "comment";
  dom.dataset["comment"] = id;
  if (word) dom.setAttribute("aria-description", word);
  return { dom };
}

/**
 * Reads the caret off the page. Chromium moves it at once, and says so only when no key waits: a key that came
 * meanwhile would be done where the caret was, and what others write would put it back there. ProseMirror has this,
 * but not in its types.
 */
function readCaret(view: EditorView): void {
  if (view.composing) return;
  const { domObserver } = view as unknown as { domObserver: { forceFlush(): void; flush(): void } };
  domObserver.forceFlush();
  domObserver.flush();
}

/** The state of an editor with all that does not need a window; tests use it as it is. */
export function editorState(
  text: ReturnType<typeof contentOf>,
  options: Pick<TextEditorOptions, "kind" | "language"> & Partial<TextEditorOptions>,
): EditorState {
  const { kind } = options;
  const { doc, rows } = readText(kind === "body" ? body : line, text);
  return EditorState.create({
    doc,
    plugins: [
      bridge(rows),
      clean(),
      ...(options.plugins ?? []),
      input(kind === "body", options.language),
      ...(options.ring ? [listKeys(kind), ringKeys(options.ring, kind !== "body")] : []),
      keymap(keys(kind, options.onLink)),
      keymap(baseKeymap),
      history(),
      tk(options.tk),
      ...(options.paste ? [paste(options.paste, kind === "plain")] : []),
      ...(options.placeholder ? [placeholder(options.placeholder)] : []),
      ...(kind === "body" ? [gapCursor(), atomClipboard()] : []),
    ],
  });
}

/** In a list Tab moves the item; elsewhere it goes on to the next editor. */
function listKeys(kind: TextKind): Plugin {
  return keymap(kind === "body" ? { Tab: blockCommands.indent, "Shift-Tab": blockCommands.outdent } : {});
}

/** An editor in the page. */
export class TextEditor {
  readonly view: EditorView;
  private readonly release: (() => void)[];
  private composed: (() => void) | null = null;

  constructor(private readonly options: TextEditorOptions) {
    const { mount, session, container, kind, ring } = options;
    const multiline = kind === "body" ? "true" : "false";
    this.view = new EditorView(mount, {
      state: editorState(session.text(container), options),
      editable: () => options.isEditable?.() ?? true,
      attributes: () => ({
        role: "textbox",
        "aria-multiline": multiline,
        "aria-label": options.label,
        ...(options.isEditable?.() === false ? { "aria-readonly": "true", tabindex: "0" } : {}),
        class: `text ${kind}`,
        lang: options.language(),
        dir: "auto",
        spellcheck: "true",
      }),
      dispatchTransaction: (tr) => this.dispatch(tr),
      plugins: [suggested(() => session.isSuggesting)],
      markViews: { comment: (mark) => commented(String(mark.attrs["id"]), options.commentWord?.()) },
      ...(options.mountAtom ? { nodeViews: atomViews(options.mountAtom) } : {}),
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!event.isComposing) readCaret(view);
          return false;
        },
        compositionstart: () => this.composing(true),
        compositionend: () => this.composing(false),
        blur: () => {
          session.flush();
          return false;
        },
      },
    });
    this.release = [
      session.attach(container, {
        ready: () => readCaret(this.view),
        show: (delta) => this.dispatch(receive(this.view.state, delta)),
        content: () => contentOf(this.view.state),
      }),
      ...(ring ? [ring.add(this.view)] : []),
    ];
  }

  /** Runs a command; whether it could be done. */
  run(name: CommandName): boolean {
    return this.apply(commands[name]);
  }

  /** Whether a command could be done now. */
  can(name: CommandName): boolean {
    const { kind } = this.options;
    if (name in blockCommands && kind !== "body") return false;
    if (name in inlineCommands && kind === "plain") return false;
    return commands[name](this.view.state);
  }

  /** Sets the link of the selection, or of the link at the caret; `null` takes it away. */
  setLink(href: string | null): boolean {
    return this.options.kind !== "plain" && this.apply(setValue("link", "href", href));
  }

  /** Says in which language the selection is; `null`: in the story's. */
  setLanguage(tag: string | null): boolean {
    return this.options.kind !== "plain" && this.apply(setValue("lang", "tag", tag));
  }

  /** Puts a figure at the caret. */
  insertFigure(id: string): boolean {
    return this.apply(insertAtom("figure", { id }));
  }

  /** Whether a figure or an embed stands in the text. */
  holds(id: string): boolean {
    let found = false;
    this.view.state.doc.forEach((block) => {
      found ||= block.attrs["id"] === id;
    });
    return found;
  }

  /** Puts an embed at the caret. */
  insertEmbed(id: string): boolean {
    return this.apply(insertAtom("embed", { id }));
  }

  /** The address of the link at the caret. */
  get link(): string | null {
    return linkAt(this.view.state);
  }

  /** The line's block key and the marks at the caret. */
  get active(): ReturnType<typeof active> {
    return active(this.view.state);
  }

  /** The TKs in it. */
  get tks(): Tk[] {
    return tksIn(this.view.state);
  }

  /** Whether nothing is written in it. */
  get isEmpty(): boolean {
    const { doc } = this.view.state;
    return doc.childCount === 1 && doc.child(0).isTextblock && doc.child(0).content.size === 0;
  }

  /** The selection in UTF-16 units of the text. */
  get selection(): { readonly from: number; readonly to: number } {
    const view = viewOf(this.view.state);
    const { from, to } = this.view.state.selection;
    return { from: offsetOf(view, from), to: offsetOf(view, to) };
  }

  /** Selects a stretch given in UTF-16 units and brings it into view: what a check jumps to. */
  select(from: number, to: number): void {
    const view = viewOf(this.view.state);
    const { doc, tr } = this.view.state;
    const [$from, $to] = [doc.resolve(posOf(view, from)), doc.resolve(posOf(view, to))];
    const inText = $from.parent.inlineContent && $to.parent.inlineContent;
    const selection = inText ? TextSelection.between($from, $to) : Selection.near($from);
    this.view.dispatch(tr.setSelection(selection).scrollIntoView());
    this.view.focus();
  }

  /**
   * Puts words in the place of others, which stand there given in UTF-16 units, in their dress. What stands there is
   * held against what was meant: where somebody has typed since, nothing is done, and the answer is `false`.
   */
  put(from: number, to: number, was: string, words: string): boolean {
    const view = viewOf(this.view.state);
    const { doc, tr } = this.view.state;
    const [start, end] = [posOf(view, from), posOf(view, to)];
    if (!this.view.editable || doc.textBetween(start, end, "\n", "\n") !== was) return false;
    this.view.dispatch(tr.insertText(words, start, end).scrollIntoView());
    return true;
  }

  focus(end?: "start" | "end"): void {
    const { doc, tr } = this.view.state;
    if (end)
      this.view.dispatch(
        tr.setSelection(end === "start" ? Selection.atStart(doc) : Selection.atEnd(doc)).scrollIntoView(),
      );
    this.view.focus();
  }

  destroy(): void {
    this.composed?.();
    for (const release of this.release) release();
    this.view.destroy();
  }

  private apply(command: Command): boolean {
    const done = command(this.view.state, this.view.dispatch, this.view);
    if (done) this.view.focus();
    return done;
  }

  private dispatch(tr: Transaction): void {
    const { state, delta } = advance(this.view.state, tr);
    this.view.updateState(state);
    this.options.session.typed(this.options.container, delta);
    this.options.onUpdate?.(this);
  }

  private composing(on: boolean): boolean {
    const { session, container } = this.options;
    this.composed?.();
    this.composed = null;
    if (on) session.composing(container, true);
    else {
      // What it wrote reaches us a moment later, and must come before anything else is shown.
      this.composed = timer(COMPOSED_MS, () => {
        this.composed = null;
        session.composing(container, false);
      });
    }
    return false;
  }
}
