// What can be done at this moment. A screen offers its actions while it is shown; buttons, keys and
// the palette find them here, so that each action has one word, one key and one meaning.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { untrack } from "svelte";
import { ACTIONS, actionIds, isSingle, isTyping, matches, type ActionId } from "./keys";

/** One offer of an action. */
export interface Offer {
  /** Does it. */
  run: () => void;
  /** Whether it can be done now; where this is missing, it can. */
  enabled?: () => boolean;
}

/** Something that can be done and has a key of its own elsewhere: the editor's commands. */
export interface Extra {
  /** Its word. */
  label: string;
  /** Its key, as the table writes keys. */
  keys: string | undefined;
  /** Does it. */
  run: () => void;
}

class Actions {
  #offers = new SvelteMap<ActionId, readonly Offer[]>();
  #extras = new SvelteSet<() => readonly Extra[]>();
  /** Whether single letters are keys. */
  singleLetters = $state(true);

  /** Offers an action until the answer is called. The latest offer counts. */
  offer(id: ActionId, offer: Offer): () => void {
    return untrack(() => {
      this.#offers.set(id, [...(this.#offers.get(id) ?? []), offer]);
      return () => {
        const rest = untrack(() => (this.#offers.get(id) ?? []).filter((other) => other !== offer));
        if (rest.length > 0) this.#offers.set(id, rest);
        else this.#offers.delete(id);
      };
    });
  }

  /** Offers commands that hear their keys themselves; the palette and the list of keys show them too. */
  also(extras: () => readonly Extra[]): () => void {
    untrack(() => this.#extras.add(extras));
    return () => this.#extras.delete(extras);
  }

  /** Those commands, now. */
  extras(): Extra[] {
    return [...this.#extras].flatMap((extras) => [...extras()]);
  }

  /** Whether anybody offers it. */
  isOffered(id: ActionId): boolean {
    return this.#offers.has(id);
  }

  /** Whether it can be done now. */
  isEnabled(id: ActionId): boolean {
    const offer = this.#offers.get(id)?.at(-1);
    return offer !== undefined && (offer.enabled?.() ?? true);
  }

  /** Does it, if it can be done now. */
  run(id: ActionId): boolean {
    if (!this.isEnabled(id)) return false;
    this.#offers.get(id)?.at(-1)?.run();
    return true;
  }

  /** All that can be done now, in the table's order. */
  enabled(): ActionId[] {
    return actionIds.filter((id) => this.isEnabled(id));
  }

  /**
   * A key is on its way down to where a text is written. An editor says "mine" of every Enter, also of ours, so
   * chords are heard before it; none of them is one of the editor's. So does a button that opens a menu.
   */
  onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement)) return;
    const isChordOnButton = (event.ctrlKey || event.metaKey) && event.target.closest("button") !== null;
    if (event.target.isContentEditable || isChordOnButton) this.#hear(event);
  }

  /** A key came up to the window: does what it stands for. */
  onKey(event: KeyboardEvent): void {
    if (!event.defaultPrevented) this.#hear(event);
  }

  #hear(event: KeyboardEvent): void {
    if (event.isComposing) return;
    for (const id of actionIds) {
      const keys = ACTIONS[id];
      if (!matches(event, keys)) continue;
      if (isSingle(keys) && (!this.singleLetters || isTyping(event.target))) continue;
      if (!this.isOffered(id)) continue;
      // Offered but not possible now: the key still is ours, and must not fall through to the webview.
      event.preventDefault();
      if (!this.run(id)) continue;
      event.stopPropagation();
      return;
    }
  }
}

/** The actions of this window. */
export const actions = new Actions();

/** Offers an action for as long as the component that calls this is shown. */
export function offer(id: ActionId, run: () => void, enabled?: () => boolean): void {
  $effect(() => actions.offer(id, enabled ? { run, enabled } : { run }));
}
