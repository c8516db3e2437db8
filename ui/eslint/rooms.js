// Which room of `src` may import from which. One table, so that a wall is moved on purpose and in
// one place; ARCHITECTURE.md draws the same.
import path from "node:path";

/** Screens: one job each; they do not import each other. */
const SCREENS = ["write", "review", "outbox", "archive", "settings", "publish", "exchange", "merge"];

/** Room → the other rooms that it may import from. The files directly in `src` belong to the frame. */
export const MAY_IMPORT = {
  ipc: [],
  l10n: [],
  editor: [],
  shared: ["ipc", "l10n"],
  ...Object.fromEntries(SCREENS.map((screen) => [screen, ["ipc", "l10n", "editor", "shared"]])),
  desk: ["ipc", "l10n", "editor", "shared", ...SCREENS],
  "": ["desk", "ipc", "l10n", "shared"],
};

/** The room of a file below `src`; `""` for one directly in it, `undefined` for one outside. */
function roomOf(src, file) {
  const relative = path.relative(src, file);
  if (relative.startsWith("..") || path.isAbsolute(relative)) return undefined;
  const parts = relative.split(path.sep);
  return parts.length > 1 ? parts[0] : "";
}

/** The lint rule; its one option is the absolute path of `src`. */
export const rooms = {
  meta: {
    type: "problem",
    schema: [{ type: "string" }],
    messages: {
      wall: "`{{from}}` may not import from `{{to}}`",
      unknown: "`{{room}}` is not a room of the house",
      tauri: "only `ipc` speaks to Tauri",
    },
  },
  create(context) {
    const src = context.options[0];
    const from = roomOf(src, context.filename);
    if (from === undefined) return {};
    const allowed = MAY_IMPORT[from];

    function check(node, source) {
      if (typeof source !== "string") return;
      if (source.startsWith("@tauri-apps/") && from !== "ipc") context.report({ node, messageId: "tauri" });
      if (!source.startsWith(".")) return;
      const to = roomOf(src, path.resolve(path.dirname(context.filename), source));
      // A bare file in `src` (a style sheet, `main`) is nobody's room; the frame alone pulls those in.
      if (to === undefined || to === "" || to === from || allowed === undefined) return;
      if (!(to in MAY_IMPORT)) context.report({ node, messageId: "unknown", data: { room: to } });
      else if (!allowed.includes(to)) context.report({ node, messageId: "wall", data: { from: from || "src", to } });
    }

    return {
      Program(node) {
        if (allowed === undefined) context.report({ node, messageId: "unknown", data: { room: from } });
      },
      ImportDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      TSImportType: (node) => check(node, (node.source ?? node.argument?.literal)?.value),
    };
  },
};
