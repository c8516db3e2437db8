// Puts the frame in the window; nothing else happens here.
import { mount } from "svelte";
import "./app.css";
import { desk } from "./shared/desk.svelte";
import { looks } from "./shared/looks.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
// Before anything is laid out: no other theme flashes, and nothing is measured by another size of type.
looks.start();
// The core is asked while the screens are still being loaded: the two take about as long as each other.
desk.start();
const { default: Desk } = await import("./desk/Desk.svelte");
mount(Desk, { target });
