// Puts the frame in the window; nothing else happens here.
import { mount } from "svelte";
import "./app.css";
import Desk from "./desk/Desk.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
mount(Desk, { target });
