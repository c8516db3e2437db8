// Which screen and which story are before the person. It is kept in the address's fragment, so that a
// reload comes back to the same place and "back" works.

/** The screens. */
export const SCREENS = ["write", "review", "archive", "outbox", "merge", "settings"] as const;

/** A screen. */
export type Screen = (typeof SCREENS)[number];

class Route {
  /** The screen. */
  screen = $state<Screen>("write");
  /** The story; `null`: none is open. */
  story = $state<string | null>(null);
  /** What a screen is asked to show first: a section of the settings, a revision, a destination. */
  part = $state<string | null>(null);

  /** Reads the address. */
  read(hash: string): void {
    const [screen, story, part] = hash.replace(/^#\/?/, "").split("/");
    this.screen = SCREENS.find((known) => known === screen) ?? "write";
    this.story = story && story !== "-" ? story : null;
    this.part = part ? decodeURIComponent(part) : null;
  }

  /** Follows the address. */
  follow(): () => void {
    const read = () => this.read(location.hash);
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }

  /** Goes to a screen, with the same story unless another is named. */
  go(screen: Screen, story: string | null = this.story, part: string | null = null): void {
    if (screen === this.screen && story === this.story && part === this.part) return;
    const tail = part === null ? "" : `/${encodeURIComponent(part)}`;
    location.hash = `/${screen}/${story ?? "-"}${tail}`;
    this.read(location.hash);
  }
}

/** Where the person is. */
export const route = new Route();
