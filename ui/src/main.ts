// Puts the frame in the window; nothing else happens here.
import { mount } from "svelte";
import "./app.css";
import { l10n } from "./l10n";
import { desk } from "./shared/desk.svelte";
import { looks } from "./shared/looks.svelte";

/** The two faces, upright, and a letter of each of their files that the first picture is most likely to need. */
const FACES = ['400 13px "Inter Variable"', '400 16px "Source Serif 4 Variable"'];
const LETTERS = "aя";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
// Before anything is laid out: no other theme flashes, and nothing is measured by another size of type.
looks.start();
// The core is asked while the screens are still being loaded: the two take about as long as each other.
desk.start();
// With its faces there, no text is laid out twice, and the system is not searched for others to wait with.
const faces = Promise.allSettled(FACES.map((face) => document.fonts.load(face, LETTERS)));
const [{ default: Desk }] = await Promise.all([import("./desk/Desk.svelte"), l10n.speak(l10n.expected), faces]);
mount(Desk, { target });
