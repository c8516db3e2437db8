// What typing alone makes: `## ` a heading, `> ` a quote, `- ` an item, `---` a rule, quotation marks.
import { InputRule, inputRules } from "prosemirror-inputrules";
import { type Plugin, TextSelection } from "prosemirror-state";
import { insertAtom } from "../command/block";
import { smartQuotes } from "./quotes";

function block(pattern: RegExp, type: string, attrs: Record<string, unknown> = {}): InputRule {
  return new InputRule(pattern, (state, _match, start, end) => {
    const $start = state.doc.resolve(start);
    const nodeType = state.schema.nodes[type];
    // Only a paragraph becomes something: `- ` in a heading is a dash.
    if ($start.parent.type.name !== "paragraph" || !nodeType) return null;
    const { extra } = $start.parent.attrs;
    return state.tr.delete(start, end).setNodeMarkup($start.before(), nodeType, { ...attrs, extra });
  });
}

const rule = new InputRule(/^---$/, (state, _match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type.name !== "paragraph" || $start.parent.content.size !== end - start) return null;
  const tr = state.tr.delete(start, end);
  const emptied = state.apply(tr);
  let made = false;
  insertAtom("rule")(emptied, (atom) => {
    for (const step of atom.steps) tr.step(step);
    tr.setSelection(TextSelection.create(tr.doc, atom.selection.from));
    made = true;
  });
  return made ? tr : null;
});

/** The rules of a text; those of lines in the body only. */
export function input(lines: boolean, language: () => string): Plugin {
  const rules = lines
    ? [
        block(/^## $/, "heading", { level: 2 }),
        block(/^### $/, "heading", { level: 3 }),
        block(/^> $/, "quote"),
        block(/^[-*] $/, "list_item", { kind: "ul", level: 1 }),
        block(/^1[.)] $/, "list_item", { kind: "ol", level: 1 }),
        rule,
      ]
    : [];
  return inputRules({ rules: [...rules, ...smartQuotes(language)] });
}
