import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import { rooms } from "./rooms.js";

RuleTester.describe = describe;
RuleTester.it = it;

const at = (file, code) => ({ filename: `/ui/src/${file}`, code, options: ["/ui/src"] });
const wall = (file, code, messageId) => ({ ...at(file, code), errors: [{ messageId }] });

new RuleTester().run("rooms", rooms, {
  valid: [
    at("ipc/tauri.js", `import { invoke } from "@tauri-apps/api/core";`),
    at("write/Write.js", `import { body } from "../editor/index.js"; import "../shared/Button.js";`),
    at("desk/Desk.js", `const screen = import("../review/Review.js");`),
    at("editor/bridge/convert.js", `import { keys } from "../schema/body.js";`),
    at("main.js", `import "./app.css"; import Desk from "./desk/Desk.svelte";`),
  ],
  invalid: [
    wall("desk/Desk.js", `import { invoke } from "@tauri-apps/api/core";`, "tauri"),
    wall("write/Write.js", `import { x } from "../review/x.js";`, "wall"),
    wall("publish/Sheet.js", `export * from "../outbox/x.js";`, "wall"),
    wall("editor/session/a.js", `import { call } from "../../ipc/index.js";`, "wall"),
    wall("shared/Button.js", `const x = import("../settings/x.js");`, "wall"),
    wall("ipc/http.js", `export { x } from "../editor/x.js";`, "wall"),
    wall("write/Write.js", `import { x } from "../attic/x.js";`, "unknown"),
    wall("attic/x.js", `const x = 1;`, "unknown"),
  ],
});
