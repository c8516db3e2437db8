// Light, dark, or as the system has it; and how large the type is. Both belong to this window's user, not
// to the house, so they are kept with the window.

/** The themes. */
export const THEMES = ["system", "light", "dark"] as const;

/** A choice of theme. */
export type Theme = (typeof THEMES)[number];

/** Sizes of type in per cent. */
export const SIZES = [100, 112, 125, 150, 175, 200] as const;

class Looks {
  /** The choice. */
  theme = $state<Theme>("system");
  /** The size of type. */
  size = $state<number>(100);

  /** Reads what was kept, and follows the system. */
  start(): () => void {
    const kept = localStorage.getItem("theme");
    this.theme = THEMES.find((theme) => theme === kept) ?? "system";
    this.size = SIZES.find((size) => String(size) === localStorage.getItem("size")) ?? 100;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => this.#apply(system.matches);
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }

  /** Chooses a theme. */
  choose(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem("theme", theme);
    this.#apply(window.matchMedia("(prefers-color-scheme: dark)").matches);
  }

  /** The next theme in turn. */
  next(): void {
    this.choose(THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? "system");
  }

  /** Chooses a size of type. */
  scale(size: number): void {
    this.size = size;
    localStorage.setItem("size", String(size));
    this.#apply(window.matchMedia("(prefers-color-scheme: dark)").matches);
  }

  #apply(systemIsDark: boolean): void {
    const root = document.documentElement;
    root.dataset["theme"] = this.theme === "system" ? (systemIsDark ? "dark" : "light") : this.theme;
    root.style.setProperty("font-size", `${this.size}%`);
  }
}

/** How this window looks. */
export const looks = new Looks();
