import { describe, expect, it } from "vitest";
import { fitSheet, readPage } from "./page";

const HASH = "a".repeat(64);
const shown = (html: string) => {
  const { root, css } = readPage(html, (hash) => `/photo/${hash}`);
  const host = document.createElement("div");
  host.append(root);
  return { html: host.innerHTML, css, host };
};

describe("a page that is only looked at", () => {
  it.each([
    "<script>window.ran = 1</script>",
    `<img src="x" onerror="window.ran = 1">`,
    `<svg onload="window.ran = 1"><script>1</script></svg>`,
    `<a href="javascript:window.ran = 1">x</a>`,
    `<iframe src="https://elsewhere.example"></iframe>`,
    `<form action="https://elsewhere.example"><button>x</button></form>`,
    `<object data="x"></object><embed src="x">`,
    `<p style="background:url(https://elsewhere.example/p.png)">x</p>`,
    `<img src="https://elsewhere.example/p.png"><img srcset="https://elsewhere.example/p.png 2x">`,
    `<link rel="stylesheet" href="https://elsewhere.example/x.css"><base href="https://elsewhere.example/">`,
    `<meta http-equiv="refresh" content="0;url=https://elsewhere.example">`,
    `<math><mtext><img src=x onerror=1></mtext></math>`,
  ])("runs, leads and fetches nothing: %s", (html) => {
    const page = shown(`<!doctype html><html><body><p>Words</p>${html}</body></html>`);
    expect(page.html).not.toMatch(
      /elsewhere|javascript:|<script|<iframe|<form|<object|<embed|<link|<base|<meta|\son\w+=|\s(data-dress|style)=/i,
    );
    expect(page.html).toContain("Words");
  });

  it("keeps words, structure and its own pictures", () => {
    const page = shown(
      `<html lang="uk" dir="ltr"><body class="story"><h1>Заголовок</h1><figure><img src="img://localhost/${HASH}" alt="Міст"><figcaption>Підпис</figcaption></figure></body></html>`,
    );
    expect(page.host.querySelector("h1")?.textContent).toBe("Заголовок");
    expect(page.host.querySelector("img")?.getAttribute("src")).toBe(`/photo/${HASH}`);
    expect(page.host.querySelector("img")?.alt).toBe("Міст");
    expect(page.host.querySelector(".page-body.story")).not.toBeNull();
  });

  it("brings no landmarks of its own into this window", () => {
    const page = shown(
      `<body><header>a</header><main><h1>b</h1></main><footer>c</footer><nav aria-label="d">e</nav></body>`,
    );
    const roles = [...page.host.querySelectorAll("header, footer, nav")].map((element) => element.getAttribute("role"));
    expect(roles).toEqual(["none", "none", "none"]);
    expect(page.host.querySelector("main")).toBeNull();
    expect(page.host.querySelector(".page-main > h1")?.getAttribute("role")).toBeNull();
  });

  it("keeps which part of a picture stays in sight, and no other dress", () => {
    const page = shown(
      `<body><img src="data:image/png;base64,AA" style="object-position: 20% 40%"><p style="position:fixed">x</p></body>`,
    );
    expect(page.host.querySelector("img")?.style.objectPosition).toBe("20% 40%");
    expect(page.host.querySelector("p")?.attributes.length).toBe(0);
  });

  it("keeps its style, without what the style would fetch", () => {
    const { css } = shown(
      `<head><style>@import url("https://elsewhere.example/x.css"); :root { --ink: #000 } body { background: url(https://elsewhere.example/p.png) }</style></head><body>x</body>`,
    );
    expect(css).not.toMatch(/elsewhere|@import/);
    expect(css).toContain(":host { --ink: #000 }");
  });
});

describe("a page's sheet in a shadow root", () => {
  it("speaks of the host and its one element", () => {
    expect(fitSheet("html { a: b } body, .x > body{ c: d } .body { e: f } html[data-theme=dark] body p { g: h }")).toBe(
      ":host { a: b } .page-body, .x > .page-body{ c: d } .body { e: f } :host[data-theme=dark] .page-body p { g: h }",
    );
  });
});
