// The interface's lints. The walls between rooms are in `eslint/rooms.js`.
import path from "node:path";
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import { rooms } from "./eslint/rooms.js";
import svelteConfig from "./svelte.config.js";

const src = path.join(import.meta.dirname, "src");

/** The content policy refuses style attributes and made style sheets; CSSOM (`style:width`) is fine. */
const dress = [
  {
    selector: "SvelteAttribute[key.name='style']",
    message: "The content policy blocks style attributes: use a class or `style:property`.",
  },
  {
    selector: "SvelteDirective[kind='Transition']",
    message: "Svelte's transitions make style sheets, which the content policy blocks: use CSS.",
  },
  { selector: "SvelteMustacheTag[kind='raw']", message: "No `{@html}`: text from outside would run." },
];

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/ipc/generated/"] },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    plugins: { copydesk: { rules: { rooms } } },
    rules: {
      "copydesk/rooms": ["error", src],
      "no-restricted-syntax": ["error", ...dress],
      "no-console": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-new-func": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  { files: ["*.js", "*.ts", "eslint/**"], languageOptions: { globals: { ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
);
