// Headline, deck, captions and body are editors of their own; the keys pass between them as if they
// were one page. Their order is the page's.
import { type Command, NodeSelection, Plugin, Selection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** At which end of an editor the caret arrives. */
type End = "start" | "end";

/** The editors of one story on the screen. */
export class EditorRing {
  private readonly views = new Set<EditorView>();

  /** Adds an editor; returns what takes it out. */
  add(view: EditorView): () => void {
    this.views.add(view);
    return () => this.views.delete(view);
  }

  /** Moves on from an editor; `false` where it is the last in that direction. */
  leave(view: EditorView, dir: -1 | 1): boolean {
    const around = this.around(view);
    if (around) {
      // A caption: back into the text beside its figure.
      const pos = around.posAtDOM(view.dom, 0);
      const $pos = around.state.doc.resolve(pos);
      const at = around.state.doc.resolve(
        $pos.depth > 0 ? (dir < 0 ? $pos.before(1) : $pos.after(1)) : dir < 0 ? pos : pos + 1,
      );
      const selection = Selection.findFrom(at, dir, true) ?? Selection.near(at, dir);
      around.dispatch(around.state.tr.setSelection(selection).scrollIntoView());
      around.focus();
      return true;
    }
    const beside = this.order().filter((each) => each === view || !this.around(each));
    const next = beside[beside.indexOf(view) + dir];
    if (!next) return false;
    this.enter(next, dir > 0 ? "start" : "end");
    return true;
  }

  /** Goes into the first editor inside a chosen figure. */
  into(view: EditorView): boolean {
    const { selection } = view.state;
    if (!(selection instanceof NodeSelection)) return false;
    const dom = view.nodeDOM(selection.from);
    const inner = this.order().find((each) => each !== view && dom instanceof Element && dom.contains(each.dom));
    if (!inner) return false;
    this.enter(inner, "start");
    return true;
  }

  private enter(view: EditorView, end: End): void {
    const { state } = view;
    view.dispatch(
      state.tr
        .setSelection(end === "start" ? Selection.atStart(state.doc) : Selection.atEnd(state.doc))
        .scrollIntoView(),
    );
    view.focus();
  }

  private around(view: EditorView): EditorView | undefined {
    return [...this.views].find((each) => each !== view && each.dom.contains(view.dom));
  }

  private order(): EditorView[] {
    return [...this.views].sort((a, b) =>
      a.dom.compareDocumentPosition(b.dom) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  }
}

/** Whether the caret stands where the next key in a direction would leave the text. */
function atEdge(view: EditorView, dir: -1 | 1, vertical: boolean): boolean {
  const { selection, doc } = view.state;
  if (!selection.empty) return false;
  const edge = dir < 0 ? Selection.atStart(doc) : Selection.atEnd(doc);
  if (!vertical) return selection.head === edge.head;
  const { $head } = selection;
  const last = dir < 0 ? $head.index(0) === 0 : $head.index(0) === doc.childCount - 1;
  return last && view.endOfTextblock(dir < 0 ? "up" : "down");
}

/** The keys that pass on. `single`: Enter goes on, too. */
export function ringKeys(ring: EditorRing, single: boolean): Plugin {
  const leave =
    (dir: -1 | 1, when: (view: EditorView) => boolean): Command =>
    (_state, dispatch, view) =>
      view !== undefined && dispatch !== undefined && when(view) && ring.leave(view, dir);
  const always = () => true;
  const keys: Record<string, Command> = {
    ArrowLeft: leave(-1, (view) => atEdge(view, -1, false)),
    ArrowRight: leave(1, (view) => atEdge(view, 1, false)),
    ArrowUp: leave(-1, (view) => atEdge(view, -1, true)),
    ArrowDown: leave(1, (view) => atEdge(view, 1, true)),
    Tab: (state, dispatch, view) => (view && dispatch && ring.into(view)) || leave(1, always)(state, dispatch, view),
    "Shift-Tab": leave(-1, always),
  };
  if (single) keys["Enter"] = leave(1, always);
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.ctrlKey || event.altKey || event.metaKey || view.composing) return false;
        const name = event.shiftKey ? `Shift-${event.key}` : event.key;
        const turned = name === "ArrowLeft" || name === "ArrowRight" ? turn(view, name) : name;
        return keys[turned]?.(view.state, view.dispatch, view) ?? false;
      },
    },
  });
}

/** Where text runs from right to left, Left is onwards. */
function turn(view: EditorView, name: "ArrowLeft" | "ArrowRight"): string {
  const { node } = view.domAtPos(view.state.selection.head);
  const element = node instanceof Element ? node : node.parentElement;
  const rtl = element !== null && getComputedStyle(element).direction === "rtl";
  return rtl ? (name === "ArrowLeft" ? "ArrowRight" : "ArrowLeft") : name;
}
