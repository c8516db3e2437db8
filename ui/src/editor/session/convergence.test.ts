import fc from "fast-check";
import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { contentOf, readText } from "../bridge/bridge";
import { plainText } from "../bridge/row";
import { type Choice, Core, Net, type Weather } from "../fixture/core";
import { Desk } from "../fixture/desk";
import { type Edit, edit, perform } from "../fixture/edit";
import { rounds } from "../fixture/seed";
import { bodyText, canon, singleText } from "../fixture/text";
import { body } from "../schema/body";

const CONTAINERS = ["body", "headline"];

type Step =
  | { readonly what: "edit"; readonly who: number; readonly where: number; readonly how: Edit }
  | { readonly what: "net" }
  | { readonly what: "compose"; readonly who: number; readonly where: number; readonly on: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant("edit" as const),
      who: fc.nat(2),
      where: fc.constantFrom(0, 0, 0, 1),
      how: edit,
    }),
  },
  { weight: 5, arbitrary: fc.constant({ what: "net" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("compose" as const), who: fc.nat(2), where: fc.nat(1), on: fc.boolean() }),
  },
);

const weather: fc.Arbitrary<Weather> = fc.record({ loses: fc.boolean(), doubles: fc.boolean(), cuts: fc.boolean() });

/** Choices out of a list of numbers; when it is used up, the first of everything. */
function choices(numbers: readonly number[]): Choice {
  let at = 0;
  return (below) => (below > 0 ? (numbers[at++] ?? 0) % below : 0);
}

/** Edits that take words away or repeat them. */
const DELETING: ReadonlySet<Edit["kind"]> = new Set(["delete", "paste", "undo", "redo", "swap", "node", "many"]);

/** The signs of a text, line breaks aside, in one order. */
function signs(texts: Iterable<Delta>): string[] {
  return [...texts].flatMap((text) => [...plainText(text).replace(/[\n\u2028]/g, "")]).sort();
}

interface Run {
  readonly core: Core;
  readonly desks: readonly Desk[];
  readonly typed: readonly string[];
}

/** Runs a scenario to its calm end. Where words must all survive, nothing is deleted and every word is unique. */
async function play(
  texts: Record<string, Delta>,
  people: number,
  steps: readonly Step[],
  sky: Weather,
  chance: readonly number[],
  words: boolean,
): Promise<Run> {
  const core = new Core(texts);
  const net = new Net(core, choices(chance), sky);
  const desks = Array.from({ length: people }, (_, index) => new Desk(net, `client${index}`, CONTAINERS));
  const typed: string[] = [];
  for (const each of steps) {
    if (each.what === "net") {
      await net.step();
      continue;
    }
    const desk = desks[each.who % people] as Desk;
    const container = CONTAINERS[each.where] as string;
    if (each.what === "compose") {
      desk.session.composing(container, each.on);
      continue;
    }
    let { how } = each;
    if (words) {
      // One sign a word: it cannot be cut, and no other is like it.
      const kind = DELETING.has(how.kind) ? "type" : how.kind;
      how = { ...how, kind, near: 0, to: how.at, text: String.fromCharCode(0xe000 + typed.length) };
    }
    const done = perform(desk.state(container), how);
    if (!done) continue;
    if (words && how.kind === "type") typed.push(how.text);
    desk.dispatch(container, done.tr, done.state);
  }
  for (const desk of desks) for (const container of CONTAINERS) desk.session.composing(container, false);
  net.weather = { loses: false, doubles: false, cuts: false };
  core.tell({ type: "reopened" });
  await net.calm();
  return { core, desks, typed };
}

function expectConverged({ core, desks }: Run): void {
  for (const desk of desks) {
    expect(desk.session.isUnsaved, "everything is saved").toBe(false);
    expect(desk.said.at(-1)?.kind).toBe("saved");
    expect(desk.rescued, "nothing had to be rescued").toEqual([]);
    for (const container of CONTAINERS) {
      const state = desk.state(container);
      expect(canon(contentOf(state)), "a desk shows the core's text").toEqual(canon(core.text(container)));
      expect(canon(desk.session.text(container))).toEqual(canon(core.text(container)));
      if (container === "body") {
        expect(state.doc.childCount).toBe(readText(body, core.text(container)).doc.childCount);
      }
      state.doc.check();
    }
  }
}

const chance = fc.array(fc.nat(1000), { maxLength: 300 });

describe("sessions on one core", () => {
  for (const people of [2, 3]) {
    it(`${people} people's edits of every kind come to one text, through any weather`, async () => {
      await fc.assert(
        fc.asyncProperty(
          bodyText,
          singleText,
          fc.array(step, { maxLength: 60 }),
          weather,
          chance,
          async (text, headline, steps, sky, numbers) => {
            expectConverged(await play({ body: text, headline }, people, steps, sky, numbers, false));
          },
        ),
        rounds(250),
      );
    });

    it(`${people} people's words are all there, once each`, async () => {
      await fc.assert(
        fc.asyncProperty(
          bodyText,
          singleText,
          fc.array(step, { maxLength: 60 }),
          weather,
          chance,
          async (text, headline, steps, sky, numbers) => {
            const run = await play({ body: text, headline }, people, steps, sky, numbers, true);
            expectConverged(run);
            const before = signs([text, headline]);
            expect(signs(run.core.texts.values()), "no word lost, none doubled").toEqual(
              [...before, ...run.typed].sort(),
            );
          },
        ),
        rounds(250),
      );
    });
  }
});

// Found at random, and shrunk. Cause: after a cut channel the texts were compared by UTF-16 units, and two
// emoji share the first of their two; what was typed between them came to stand inside one.
it("what is typed beside an emoji while its paragraph is deleted elsewhere is no half of one", async () => {
  const how = (kind: Edit["kind"], at: number, text: string): Edit => ({ kind, at, to: at, near: 0, text, key: "" });
  const steps: Step[] = [
    { what: "edit", who: 0, where: 0, how: how("type", 0.27, "😁") },
    { what: "edit", who: 1, where: 0, how: how("node", 0, "") },
  ];
  const calm = { loses: false, doubles: false, cuts: false };
  const texts = { body: new Delta([{ insert: "👩‍👩‍👧‍👦\n" }]), headline: new Delta() };
  const run = await play(texts, 2, steps, calm, [], false);
  expectConverged(run);
  expect(plainText(run.core.text("body"))).toBe("😁\n");
});
