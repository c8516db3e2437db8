import fc from "fast-check";
import { history } from "prosemirror-history";
import type { Node, Schema } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import type Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { edit, perform } from "../fixture/edit";
import { rounds } from "../fixture/seed";
import { bodyText, canon, change, changeOf, plain, singleText } from "../fixture/text";
import { body } from "../schema/body";
import { line } from "../schema/line";
import { writeMarks } from "../schema/mark";
import { advance, bridge, contentOf, readText, receive, viewOf } from "./bridge";
import { reachOf } from "./final";
import { offsetOf, posOf } from "./position";

function open(schema: Schema, text: Delta): EditorState {
  const { doc, rows } = readText(schema, text);
  return EditorState.create({ doc, plugins: [bridge(rows), history()] });
}

/** A document as plain data, marks in one order. */
function shape(node: Node): unknown {
  const children: unknown[] = [];
  node.forEach((child) => {
    children.push(
      child.isInline
        ? [child.isText ? child.text : child.type.name, sorted(writeMarks(child.marks) ?? {})]
        : [child.type.name, child.attrs, shape(child)],
    );
  });
  return children;
}

const sorted = (object: object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));

/** The view shows exactly what a fresh reading of the text would show. */
function expectShown(state: EditorState, text: Delta): void {
  expect(canon(contentOf(state)), "the editor's text").toEqual(canon(text));
  const fresh = readText(state.schema, text);
  expect(shape(state.doc), "the view is a fresh reading's").toEqual(shape(fresh.doc));
  expect(viewOf(state).rows.map(({ units, blocks }) => [units, blocks])).toEqual(
    fresh.rows.map(({ units, blocks }) => [units, blocks]),
  );
  state.doc.check();
}

/** What Rust would refuse. */
function expectAcceptable(text: Delta, delta: Delta, lines: boolean): void {
  const old = plain(text);
  expect(reachOf(delta)).toBeLessThanOrEqual(old.length);
  let at = 0;
  const low = (offset: number) => (old.charCodeAt(offset) & 0xfc00) === 0xdc00;
  for (const op of delta.ops) {
    if (typeof op.insert === "string") {
      if (op.attributes?.["b"] !== undefined) expect(op.insert).toMatch(/^\n+$/);
      if (!lines) expect(op.insert).not.toContain("\n");
      for (const value of Object.values(op.attributes ?? {})) expect(value).not.toBeNull();
    } else {
      const length = (op.delete ?? op.retain) as number;
      expect(low(at) || low(at + length), "inside a character").toBe(false);
      if (op.attributes?.["b"]) expect(old.slice(at, at + length)).toMatch(/^\n+$/);
      at += length;
      if (lines && op.delete) expect(at, "the final line break stays").toBeLessThan(old.length);
    }
  }
}

function checkEdits(schema: Schema, text: Delta, edits: Parameters<typeof perform>[1][]): void {
  let state = open(schema, text);
  let model = text;
  for (const how of edits) {
    const done = perform(state, how);
    if (!done) continue;
    const next = advance(done.state, done.tr);
    expectAcceptable(model, next.delta, schema === body);
    model = model.compose(next.delta);
    state = next.state;
    expectShown(state, model);
  }
}

describe("the bridge", () => {
  it("writes every edit of the body as the delta that makes the same text", () => {
    fc.assert(
      fc.property(bodyText, fc.array(edit, { minLength: 1, maxLength: 12 }), (text, edits) =>
        checkEdits(body, text, edits),
      ),
      rounds(700),
    );
  });

  it("writes every edit of a single line", () => {
    fc.assert(
      fc.property(singleText, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) =>
        checkEdits(line, text, edits),
      ),
      rounds(250),
    );
  });

  it("shows every delta from outside, in between one's own edits", () => {
    fc.assert(
      fc.property(bodyText, fc.array(fc.oneof(change, edit), { minLength: 1, maxLength: 10 }), (text, steps) => {
        let state = open(body, text);
        let model = text;
        for (const step of steps) {
          if ("kind" in step) {
            const done = perform(state, step);
            if (!done) continue;
            const next = advance(done.state, done.tr);
            state = next.state;
            model = model.compose(next.delta);
          } else {
            const delta = changeOf(model, step, true);
            const next = advance(state, receive(state, delta));
            expect(next.delta.ops, "what others wrote is not written again").toEqual([]);
            state = next.state;
            model = model.compose(delta);
          }
          expectShown(state, model);
        }
      }),
      rounds(700),
    );
  });

  it("shows every delta from outside in a single line", () => {
    fc.assert(
      fc.property(singleText, fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
        let state = open(line, text);
        let model = text;
        for (const how of changes) {
          const delta = changeOf(model, how, false);
          state = advance(state, receive(state, delta)).state;
          model = model.compose(delta);
          expectShown(state, model);
        }
      }),
      rounds(250),
    );
  });

  it("keeps positions and offsets exact, repaired lines too", () => {
    fc.assert(
      fc.property(bodyText, (text) => {
        const view = readText(body, text);
        const string = plain(text);
        view.doc.descendants((node, pos) => {
          if (!node.isTextblock) return;
          for (let at = pos + 1; at <= pos + 1 + node.content.size; at++) {
            const offset = offsetOf(view, at);
            expect(posOf(view, offset)).toBe(at);
            const after = node.textBetween(at - pos - 1, node.content.size, null, "\u2028");
            expect(string.startsWith(after, offset), "the text from there on").toBe(true);
          }
        });
      }),
      rounds(500),
    );
  });
});
