// The core's preview page, made fit to be shown inside this window: nothing in it may run, lead away or
// fetch from elsewhere, whatever is written in it.

/** A page that can be put into a shadow root. */
export interface Page {
  /** Its style sheets, one after the other. */
  css: string;
  /** Its elements. */
  root: DocumentFragment;
  /** Its language. */
  lang: string;
  /** Its direction. */
  dir: string;
}

/** What has no business in a page that is only looked at. */
const BANNED =
  "script, style, link, meta, base, title, noscript, template, iframe, frame, object, embed, applet, form, input, button, textarea, select, audio, video, portal, fencedframe";

/** What a page is divided into. */
const LANDMARKS = "header, footer, nav, aside, section, [role]";

/** Where pictures may come from: this window's own photos. */
const OWN = /^(?:img:|data:image\/(?:png|jpe?g|gif|webp|avif);|blob:|\/(?!\/)|(?![a-z][a-z0-9+.-]*:)(?!\/\/))/i;

/** A page's addresses of photos (`img://localhost/<hash>`), as this window reaches them. */
export type PhotoOf = (hash: string) => string;

const PHOTO = /^img:\/\/localhost\/([0-9a-f]{64})/i;

/** The one style that a page gives an element by itself: which part of a picture stays in sight. */
const POSITION = /^\s*object-position:\s*([\d.]+%\s+[\d.]+%)\s*;?\s*$/;

/** A style attribute, under a name that the content policy does not look at. */
const DRESS = "data-dress";

function clean(element: Element, photoOf: PhotoOf): void {
  const position = POSITION.exec(element.getAttribute(DRESS) ?? "")?.[1];
  element.removeAttribute(DRESS);
  if (position && element instanceof HTMLElement) element.style.setProperty("object-position", position);
  for (const { name, value } of [...element.attributes]) {
    const low = name.toLowerCase();
    if (low === "style" && position) continue;
    if (low.startsWith("on") || low === "style" || low === "srcdoc" || low === "ping" || low === "target")
      element.removeAttribute(name);
    // A preview leads nowhere: its links show where they would lead, and stay.
    else if (low === "href" || low === "xlink:href" || low === "action" || low === "formaction")
      element.removeAttribute(name);
    else if (low === "srcset" || low === "poster" || low === "background") element.removeAttribute(name);
    else if (low === "src") {
      const hash = PHOTO.exec(value)?.[1];
      if (hash !== undefined) element.setAttribute("src", photoOf(hash));
      else if (element.tagName !== "IMG" || !OWN.test(value)) element.removeAttribute(name);
    }
  }
}

/** Sheets lose what would fetch: `@import`, and addresses that are not this window's. */
function cleanSheet(css: string): string {
  return css
    .replace(/@import[^;]*;?/gi, "")
    .replace(/url\(\s*(["']?)(?!data:)[^)]*\1\s*\)/gi, "none")
    .replace(/:root\b/g, ":host");
}

/** Reads a whole page; `photoOf` says where a photo is in this window. */
export function readPage(html: string, photoOf: PhotoOf): Page {
  // The policy of this window forbids sheets and style attributes in what is parsed, even where it is only
  // looked at: sheets are taken out before, attributes get another name.
  const sheets: string[] = [];
  const bare = html
    .replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, sheet: string) => {
      sheets.push(cleanSheet(sheet));
      return "";
    })
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, ` ${DRESS}`));
  const parsed = new DOMParser().parseFromString(bare, "text/html");
  const css = sheets.join("\n");
  for (const banned of parsed.querySelectorAll(BANNED)) banned.remove();
  for (const element of parsed.querySelectorAll("*")) clean(element, photoOf);
  // The page's landmarks are those of another page: in this window they would double its own.
  for (const landmark of parsed.querySelectorAll(LANDMARKS)) {
    landmark.setAttribute("role", "none");
    landmark.removeAttribute("aria-label");
  }
  for (const main of parsed.querySelectorAll("main")) {
    const plain = parsed.createElement("div");
    plain.className = ["page-main", main.className].filter(Boolean).join(" ");
    plain.append(...main.childNodes);
    main.replaceWith(plain);
  }
  const root = document.createDocumentFragment();
  const body = document.createElement("div");
  body.className = ["page-body", parsed.body.className].filter(Boolean).join(" ");
  body.append(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  root.append(body);
  return { css, root, lang: parsed.documentElement.lang, dir: parsed.documentElement.dir };
}

/** A page's sheet speaks of `html` and `body`, which a shadow root does not have: they become its host and its one element. */
export function fitSheet(css: string): string {
  return css
    .replace(/(^|[\s,}{>+~])html(?=[\s,{.:[>+~])/g, "$1:host")
    .replace(/(^|[\s,}{>+~])main(?=[\s,{.:[>+~])/g, "$1.page-main")
    .replace(/(^|[\s,}{>+~])body(?=[\s,{.:[>+~])/g, "$1.page-body");
}
