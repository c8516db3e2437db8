// Figures and embeds on the page: a place in the text that the screen fills with its own component.
import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
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
    const target = event.target;
    return (
      target instanceof Element &&
      target !== this.dom &&
      target.closest("[contenteditable=true],input,textarea,select,button,a") !== null
    );
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
