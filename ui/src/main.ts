// Puts the frame in the window; nothing else happens here.
import { mount } from "svelte";
import "./app.css";
import { desk } from "./shared/desk.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
// The core is asked while the screens are still being loaded: the two take about as long as each other.
desk.start();
const { default: Desk } = await import("./desk/Desk.svelte");
mount(Desk, { target });
