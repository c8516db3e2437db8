// Figures and embeds on the page: a place in the text that the screen fills with its own component.
import { GapCursor } from "prosemirror-gapcursor";
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";

/** The place that a component fills. */
export interface AtomPlace {
  readonly kind: "figure" | "embed";
  readonly id: string;
  readonly dom: HTMLElement;
  /** Chooses it in the text. */
  select(): void;
  /** Takes it out of the text. */
  remove(): void;
}

/** What is mounted there. */
export interface MountedAtom {
  /** It is chosen, or no longer. */
  selected?(selected: boolean): void;
  destroy(): void;
}

/** Mounts a component. */
export type MountAtom = (place: AtomPlace) => MountedAtom;

class AtomView implements NodeView {
  readonly dom: HTMLElement;
  private readonly mounted: MountedAtom;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, mount: MountAtom) {
    const kind = node.type.name === "figure" ? "figure" : "embed";
    const id = String(node.attrs["id"]);
    this.dom = document.createElement(kind === "figure" ? "figure" : "div");
    this.dom.className = kind;
    this.dom.setAttribute(`data-${kind}`, id);
    this.dom.contentEditable = "false";
    const at = (act: (pos: number) => void) => () => {
      const pos = getPos();
      if (pos !== undefined) act(pos);
    };
    this.mounted = mount({
      kind,
      id,
      dom: this.dom,
      select: at((pos) => {
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
        view.focus();
      }),
      remove: at((pos) => {
        view.dispatch(view.state.tr.delete(pos, pos + 1));
        view.focus();
      }),
    });
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
    this.mounted.selected?.(true);
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
    this.mounted.selected?.(false);
  }

  /** What happens in a caption, a field or a button is theirs. */
  stopEvent(event: Event): boolean {
    if (!(event.target instanceof Element)) return false;
    const theirs = event.target.closest("[contenteditable=true],input,textarea,select,button,a");
    // The text that the picture stands in is editable too, and a click on the picture is its.
    return theirs !== null && this.dom.contains(theirs);
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.mounted.destroy();
  }
}

/** The node views of a text. */
export function atomViews(mount: MountAtom) {
  const make = (node: Node, view: EditorView, getPos: () => number | undefined) =>
    new AtomView(node, view, getPos, mount);
  return { figure: make, embed: make };
}

/**
 * Cutting, copying and pasting beside atoms. Chromium forgets the page's selection where it lies between
 * two places that take no text, and then gives the event to the page instead of the text that holds the
 * focus.
 */
export function atomClipboard(): Plugin {
  return new Plugin({
    // What was cut leaves the cursor in its place. ProseMirror would choose the picture beside it, and what is
    // pasted next would take that picture's place.
    appendTransaction(transactions, old, now) {
      const isCut = transactions.some((tr) => tr.getMeta("uiEvent") === "cut");
      if (!isCut || !(now.selection instanceof NodeSelection)) return null;
      const at = transactions.reduce((pos, tr) => tr.mapping.map(pos), old.selection.from);
      return now.tr.setSelection(new GapCursor(now.doc.resolve(at)));
    },
    view(view) {
      const pass = (event: ClipboardEvent) => {
        // By where it went: what it was given to may be gone by now, by what was done at it.
        const isLost = !event.composedPath().includes(view.dom);
        if (!isLost || !view.hasFocus()) return;
        const again = new ClipboardEvent(event.type, { clipboardData: event.clipboardData, cancelable: true });
        view.dom.dispatchEvent(again);
        if (again.defaultPrevented) event.preventDefault();
      };
      const page = view.dom.ownerDocument;
      const kinds = ["copy", "cut", "paste"] as const;
      for (const kind of kinds) page.addEventListener(kind, pass);
      return {
        destroy() {
          for (const kind of kinds) page.removeEventListener(kind, pass);
        },
      };
    },
  });
}
