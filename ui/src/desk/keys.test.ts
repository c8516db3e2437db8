// The frame's keys and the editor's meet in one window: no chord may mean two things.
import { expect, it } from "vitest";
import { commandKeys, LINK_KEY } from "../editor";
import { ACTIONS, actionIds } from "../shared/keys";

it("takes no key from the editor", () => {
  const editor = [...Object.values(commandKeys), LINK_KEY, "Mod-y"].map((key) =>
    key
      .split("-")
      .map((part) => (part.length === 1 ? part.toUpperCase() : part))
      .join("+"),
  );
  expect(actionIds.filter((id) => editor.includes(ACTIONS[id]))).toEqual([]);
});
