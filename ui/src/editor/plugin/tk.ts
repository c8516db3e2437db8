// TK, marked as typed: "to come", and what the house lists beside it. It stops publishing; its
// look-alikes warn. Only lines that changed are read again.
import type { Node } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { changedBlocks } from "./changed";

/** The house's words. */
export interface TkWords {
  /** Whole words that stop, as written. */
  readonly stop: readonly string[];
  /** Whole words that warn. */
  readonly warn: readonly string[];
}

/** What stands where the house lists nothing: Latin TK stops; `tk` and Cyrillic ТК, also an abbreviation, warn. */
export const TK_WORDS: TkWords = { stop: ["TK"], warn: ["tk", "Tk", "ТК"] };

/** One that was found. */
export interface Tk {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly level: "stop" | "warn";
}

const key = new PluginKey<DecorationSet>("tk");

function pattern({ stop, warn }: TkWords): RegExp | null {
  const words = [...stop, ...warn].filter((word) => word !== "");
  if (words.length === 0) return null;
  const escaped = words.sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}_])(?:${escaped.join("|")})(?![\\p{L}\\p{N}\\p{M}_])`, "gu");
}

/** The plugin. */
export function tk(words: TkWords = TK_WORDS): Plugin<DecorationSet> {
  const regexp = pattern(words);
  const stop = new Set(words.stop);

  function scan(doc: Node, from: number, to: number): Decoration[] {
    const found: Decoration[] = [];
    if (!regexp) return found;
    doc.nodesBetween(from, to, (block, pos) => {
      if (!block.isTextblock) return true;
      // In a link it is part of an address's words, not of ours: hidden from the search, not from its neighbours.
      let text = "";
      block.forEach((child) => {
        const linked = child.marks.some((mark) => mark.type.name === "link");
        text += child.isText && !linked ? child.text : "\ufffc".repeat(child.nodeSize);
      });
      for (const match of text.matchAll(regexp)) {
        const level = stop.has(match[0]) ? "stop" : "warn";
        const start = pos + 1 + match.index;
        found.push(Decoration.inline(start, start + match[0].length, { class: `tk ${level}` }, { level }));
      }
      return false;
    });
    return found;
  }

  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => DecorationSet.create(state.doc, scan(state.doc, 0, state.doc.content.size)),
      apply(tr, set) {
        if (!tr.docChanged) return set;
        const mapped = set.map(tr.mapping, tr.doc);
        const range = changedBlocks(tr.before, tr.doc);
        if (!range) return mapped;
        return mapped.remove(mapped.find(range.from, range.to)).add(tr.doc, scan(tr.doc, range.from, range.to));
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** All that stand in an editor's text, in order. */
export function tksIn(state: EditorState): Tk[] {
  const found = key.getState(state)?.find() ?? [];
  return found
    .map(({ from, to, spec }) => ({
      from,
      to,
      word: state.doc.textBetween(from, to),
      level: spec.level as Tk["level"],
    }))
    .sort((a, b) => a.from - b.from);
}
