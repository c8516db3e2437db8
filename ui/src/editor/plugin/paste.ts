// Paste. What comes from outside is cleaned by whoever opened the editor, which takes a moment: the
// place is kept by mapping, and typing goes on behind it. What was copied here comes back as it is.
import { DOMSerializer, Fragment, type Node, type Schema, Slice } from "prosemirror-model";
import { type EditorState, NodeSelection, Plugin, PluginKey, Selection, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import Delta from "quill-delta";
import { type Line, inlineOf, linesOf, show } from "../bridge/row";
import { body } from "../schema/body";
import { readKey } from "../schema/key";
import { cleanLines } from "../schema/text";

/** What paste needs from outside. */
export interface PasteFrom {
  /** Cleans what was copied elsewhere; lines as the body has them. */
  clean(html: string, text: string): Promise<Delta>;
  /** Takes files that were pasted or dropped; `false` leaves them. */
  files?(files: readonly File[], pos: number): boolean;
  /** The story whose text this is; its figures and embeds say so on the clipboard. */
  readonly story?: string;
  /** A figure or an embed was pasted: the identifier of one that is this text's own. */
  pasted?(atom: PastedAtom): string;
}

/** A figure or an embed that comes from the clipboard. */
export interface PastedAtom {
  readonly kind: "figure" | "embed";
  /** As it is called where it was copied. */
  readonly id: string;
  /** The story that it was copied in; `null`: not known. */
  readonly from: string | null;
  /** It is still in this text: it was copied rather than cut. */
  readonly isHere: boolean;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

interface Waiting {
  /** In the order in which they were pasted. */
  readonly places: ReadonlyMap<object, Place>;
}

const key = new PluginKey<Waiting>("paste");
type Meta = { readonly token: object; readonly place: Place | null };

/** Where a place is after a transaction. `after`: what comes in exactly there goes before it. */
function carried({ from, to }: Place, { mapping }: Transaction, after: boolean): Place {
  if (from < to) {
    const start = mapping.map(from, 1);
    return { from: start, to: Math.max(start, mapping.map(to, -1)) };
  }
  const at = mapping.map(from, after ? 1 : -1);
  return { from: at, to: at };
}

/** Text that was cleaned, as a slice that fits where it is put. */
export function sliceOf(state: EditorState, text: Delta, plain: boolean): Slice {
  const { schema } = state;
  const lines = linesOf(body, text);
  if (schema !== body) {
    // One line: several become one, with spaces between.
    const runs = lines.flatMap((line, index) => [
      ...(index > 0 && line.runs.length > 0 ? [{ insert: " " }] : []),
      ...line.runs.map((run) => (plain ? { insert: run.insert.replaceAll("\u2028", " ") } : run)),
    ]);
    return new Slice(Fragment.from(inlineOf(schema, runs)), 0, 0);
  }
  const [first] = lines;
  if (lines.length === 1 && first && readKey(String(first.end["b"] ?? "")).type === "paragraph") {
    return new Slice(Fragment.from(inlineOf(schema, first.runs)), 0, 0);
  }
  const blocks = lines.flatMap((line: Line) => show(schema, { ...line, closed: true }, new Set()).blocks);
  const open = (block: Node | undefined) => (block?.isTextblock && block.type.name === "paragraph" ? 1 : 0);
  return new Slice(Fragment.from(blocks), open(blocks[0]), open(blocks[blocks.length - 1]));
}

/** Plain text as lines. */
export function plainDelta(text: string): Delta {
  const lines = cleanLines(text.replace(/[\r\n]+$/, ""));
  return lines.reduce(
    (delta, line, index) => delta.insert(line).insert(index < lines.length - 1 ? "\n" : ""),
    new Delta(),
  );
}

function put(view: EditorView, place: Place, text: Delta, plain: boolean, token?: object): void {
  const { from, to } = view.state.selection;
  const tr = view.state.tr.replaceRange(place.from, place.to, sliceOf(view.state, text, plain));
  if (from === place.from && to === place.to) {
    // The caret goes behind it: were it selected, the next letter would take its place.
    const $end = tr.doc.resolve(tr.mapping.map(to, 1));
    tr.setSelection(Selection.near($end, $end.nodeBefore?.isTextblock ? -1 : 1));
  }
  if (token) tr.setMeta(key, { token, place: null } satisfies Meta);
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
}

/** Makes room at a place that is selected: what is typed from now on comes behind what is pasted, and stays. */
function makeRoom(tr: Transaction, place: Place): Place {
  if (place.from === place.to) return place;
  if (tr.selection instanceof NodeSelection) {
    tr.setSelection(Selection.near(tr.doc.resolve(place.to), 1));
    return place;
  }
  const { from } = tr.deleteSelection().selection;
  return { from, to: from };
}

/** Gives pasted figures and embeds the identifiers that they have here. */
function received(fragment: Fragment, name: (kind: PastedAtom["kind"], id: string) => string): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const { id } = node.attrs as { id?: string };
    const kind = node.type.name;
    if (id !== undefined && (kind === "figure" || kind === "embed"))
      nodes.push(node.type.create({ ...node.attrs, id: name(kind, id) }));
    else nodes.push(node.isLeaf ? node : node.copy(received(node.content, name)));
  });
  return Fragment.from(nodes);
}

const STORY = "data-of-story";

/** Writes what is copied as HTML, in which figures and embeds say whose they are. */
class Copies extends DOMSerializer {
  constructor(
    schema: Schema,
    private readonly story: string,
  ) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  }

  override serializeFragment(...args: Parameters<DOMSerializer["serializeFragment"]>): HTMLElement | DocumentFragment {
    const written = super.serializeFragment(...args);
    for (const atom of written.querySelectorAll("[data-figure], [data-embed]")) atom.setAttribute(STORY, this.story);
    return written;
  }
}

function idsIn(doc: Node): ReadonlySet<string> {
  const ids = new Set<string>();
  doc.forEach((block) => {
    if (typeof block.attrs["id"] === "string") ids.add(block.attrs["id"]);
  });
  return ids;
}

/** The plugin; `plain` for texts without marks. */
export function paste(from: PasteFrom, plain: boolean): Plugin<Waiting> {
  async function insert(view: EditorView, place: Place, html: string, text: string): Promise<void> {
    const token = {};
    const { tr } = view.state;
    view.dispatch(tr.setMeta(key, { token, place: makeRoom(tr, place) } satisfies Meta));
    let cleaned: Delta;
    try {
      cleaned = await from.clean(html, text);
    } catch {
      // The words at least: without their dress they need no cleaning but this.
      cleaned = plainDelta(text);
    }
    if (view.isDestroyed) return;
    const now = key.getState(view.state)?.places.get(token);
    if (now) put(view, now, cleaned, plain, token);
  }

  /** What PM made of our own copies needs no cleaning; all else with dress does. */
  function take(view: EditorView, data: DataTransfer | null, place: Place, here: boolean): boolean {
    const files = [...(data?.files ?? [])];
    if (files.length > 0 && from.files?.(files, place.from)) return true;
    const html = data?.getData("text/html") ?? "";
    const text = data?.getData("text/plain") ?? "";
    if (here && view.state.schema === body && /\sdata-pm-slice=/.test(html)) return false;
    if (plain || html === "") {
      if (text === "") return false;
      put(view, place, plainDelta(text), plain);
      return true;
    }
    void insert(view, place, html, text);
    return true;
  }

  // Whose text the last paste was copied in: what it is told before its figures are seen.
  let origin: string | null = null;

  return new Plugin<Waiting>({
    key,
    state: {
      init: () => ({ places: new Map() }),
      apply(tr, value) {
        const meta = tr.getMeta(key) as Meta | undefined;
        if (!meta && (value.places.size === 0 || !tr.docChanged)) return value;
        const places = new Map<object, Place>();
        // Pasted twice at one place: the first stands before the second, whichever is cleaned sooner.
        let after = false;
        for (const [token, place] of value.places) {
          places.set(token, carried(place, tr, after));
          after ||= token === meta?.token;
        }
        if (meta?.place) places.set(meta.token, meta.place);
        else if (meta) places.delete(meta.token);
        return { places };
      },
    },
    props: {
      handlePaste(view, event) {
        const { from: start, to } = view.state.selection;
        return take(view, event.clipboardData, { from: start, to }, true);
      },
      handleDrop(view, event, _slice, moved) {
        if (moved) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!at) return false;
        const taken = take(view, event.dataTransfer, { from: at.pos, to: at.pos }, true);
        if (taken) event.preventDefault();
        return taken;
      },
      transformPasted(slice, view) {
        // What is being moved leaves its place; the selection that a paste replaces is gone, too.
        if (view.dragging?.move) return slice;
        const here = idsIn(view.state.doc);
        const name = (kind: PastedAtom["kind"], id: string) =>
          from.pasted?.({ kind, id, from: origin, isHere: here.has(id) }) ?? id;
        return new Slice(received(slice.content, name), slice.openStart, slice.openEnd);
      },
      transformPastedHTML(html) {
        origin = new RegExp(`\\s${STORY}="([0-9a-f-]{1,64})"`).exec(html)?.[1] ?? null;
        return html;
      },
      ...(from.story && !plain ? { clipboardSerializer: new Copies(body, from.story) } : {}),
    },
  });
}
