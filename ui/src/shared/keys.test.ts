import { afterEach, describe, expect, it, vi } from "vitest";
import { actions } from "./actions.svelte";
import { ACTIONS, actionIds, ariaKeys, isSingle, isTyping, matches, printed, SHARED_KEYS } from "./keys";

import { bundleOf, languages } from "../l10n";

function press(
  key: string,
  code: string,
  held: Partial<Record<"ctrlKey" | "shiftKey" | "altKey" | "metaKey", boolean>> = {},
) {
  return new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...held });
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  actions.singleLetters = true;
});

describe("the table of keys", () => {
  it("gives a key to one action, or to some that are never on offer together", () => {
    const taken = new Map<string, string[]>();
    for (const id of actionIds) taken.set(ACTIONS[id], [...(taken.get(ACTIONS[id]) ?? []), id]);
    const shared = [...taken.values()].filter((ids) => ids.length > 1).map((ids) => [...ids].sort());
    expect(shared.sort()).toEqual(SHARED_KEYS.map((ids) => [...ids].sort()).sort());
  });

  it("has Ctrl Shift M for comments", () => expect(ACTIONS["comment-add"]).toBe("Mod+Shift+M"));

  it("has a word for each action in every language", () => {
    for (const language of languages) {
      expect(actionIds.filter((id) => !bundleOf(language)?.hasMessage(`action-${id}`))).toEqual([]);
    }
  });

  it("is printed as a person reads it", () => {
    expect(printed("Mod+Shift+P")).toBe("Ctrl Shift P");
    expect(printed("Mod+Alt+ArrowDown")).toBe("Ctrl Alt ↓");
    expect(ariaKeys("Mod+Enter")).toBe("Control+Enter");
  });
});

describe("a pressed key", () => {
  it("is found by its letter, and only with exactly what is held", () => {
    expect(matches(press("s", "KeyS", { ctrlKey: true }), "Mod+S")).toBe(true);
    expect(matches(press("S", "KeyS", { ctrlKey: true, shiftKey: true }), "Mod+S")).toBe(false);
    expect(matches(press("s", "KeyS"), "Mod+S")).toBe(false);
    expect(matches(press("s", "KeyS", { ctrlKey: true, altKey: true }), "Mod+S")).toBe(false);
  });

  it("is found by its place where the layout is Cyrillic", () => {
    expect(matches(press("і", "KeyS", { ctrlKey: true }), "Mod+S")).toBe(true);
    expect(matches(press("о", "KeyJ"), "J")).toBe(true);
  });

  it("is found by its letter where the layout moves letters", () => {
    // Dvorak: the letter S stands where the O is here.
    expect(matches(press("s", "KeyO", { ctrlKey: true }), "Mod+S")).toBe(true);
    expect(matches(press("s", "KeyO", { ctrlKey: true }), "Mod+O")).toBe(false);
  });

  it("with signs and digits works whatever Shift makes of them", () => {
    expect(matches(press(">", "Period", { ctrlKey: true, shiftKey: true }), "Mod+Shift+.")).toBe(true);
    expect(matches(press("/", "Digit7", { shiftKey: true }), "/")).toBe(true);
    expect(matches(press("2", "Digit2", { altKey: true }), "Alt+2")).toBe(true);
  });
});

describe("actions", () => {
  it("run the latest offer, and the one before once that is gone", () => {
    const first = vi.fn();
    const second = vi.fn();
    ends.push(actions.offer("publish", { run: first }));
    const end = actions.offer("publish", { run: second });
    actions.run("publish");
    end();
    actions.run("publish");
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it("that cannot be done now do nothing, but keep their key from the webview", () => {
    const run = vi.fn();
    ends.push(actions.offer("publish", { run, enabled: () => false }));
    const event = press("P", "KeyP", { ctrlKey: true, shiftKey: true });
    actions.onKey(event);
    expect(run).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(true);
  });

  it("share a key by what is possible", () => {
    const file = vi.fn();
    const approve = vi.fn();
    ends.push(actions.offer("story-file", { run: file, enabled: () => false }));
    ends.push(actions.offer("story-approve", { run: approve }));
    actions.onKey(press("Enter", "Enter", { ctrlKey: true }));
    expect([file.mock.calls.length, approve.mock.calls.length]).toEqual([0, 1]);
  });

  it("of single letters rest where text is typed, and where they are turned off", () => {
    const next = vi.fn();
    ends.push(actions.offer("change-next", { run: next }));
    const input = document.createElement("input");
    document.body.append(input);
    const heard = (event: KeyboardEvent) => actions.onKey(event);
    document.addEventListener("keydown", heard);
    input.dispatchEvent(press("j", "KeyJ"));
    expect(next).not.toHaveBeenCalled();
    document.body.dispatchEvent(press("j", "KeyJ"));
    expect(next).toHaveBeenCalledTimes(1);
    actions.singleLetters = false;
    document.body.dispatchEvent(press("j", "KeyJ"));
    expect(next).toHaveBeenCalledTimes(1);
    document.removeEventListener("keydown", heard);
    input.remove();
  });

  it("are heard before an editor, which says of every Enter that it is its own", () => {
    const file = vi.fn();
    ends.push(actions.offer("story-file", { run: file }));
    const editor = document.createElement("div");
    // jsdom knows no editing: what the browser says of such an element is said here.
    Object.defineProperty(editor, "isContentEditable", { value: true });
    editor.addEventListener("keydown", (event) => event.preventDefault());
    document.body.append(editor);
    const down = (event: KeyboardEvent) => actions.onKeyDown(event);
    const up = (event: KeyboardEvent) => actions.onKey(event);
    window.addEventListener("keydown", down, { capture: true });
    window.addEventListener("keydown", up);
    editor.dispatchEvent(press("Enter", "Enter", { ctrlKey: true }));
    editor.dispatchEvent(press("j", "KeyJ"));
    expect(file).toHaveBeenCalledTimes(1);
    window.removeEventListener("keydown", down, { capture: true });
    window.removeEventListener("keydown", up);
    editor.remove();
  });

  it("of the editor are shown beside, and heard by the editor alone", () => {
    const run = vi.fn();
    const end = actions.also(() => [{ label: "Bold", keys: "Mod+B", run }]);
    expect(actions.extras().map((extra) => extra.label)).toEqual(["Bold"]);
    actions.onKey(press("b", "KeyB", { ctrlKey: true }));
    expect(run).not.toHaveBeenCalled();
    end();
    expect(actions.extras()).toEqual([]);
  });

  it("rest while an input method composes", () => {
    const next = vi.fn();
    ends.push(actions.offer("change-next", { run: next }));
    actions.onKey(new KeyboardEvent("keydown", { key: "j", code: "KeyJ", isComposing: true }));
    expect(next).not.toHaveBeenCalled();
  });

  it("know single letters from chords", () => {
    expect(actionIds.filter((id) => isSingle(ACTIONS[id]))).toEqual([
      "change-next",
      "change-previous",
      "story-read",
      "view-inline",
      "view-sides",
      "view-changed",
      "view-typography",
      "view-authors",
      "view-approved",
      "quote-tick",
      "search",
      "merge-mine",
      "merge-theirs",
      "merge-both",
    ]);
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    expect([isTyping(box), isTyping(document.createElement("textarea"))]).toEqual([false, true]);
  });
});
