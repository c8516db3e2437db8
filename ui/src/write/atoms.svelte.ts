// Puts the screen's own components into the places that the body keeps for figures and embeds. They read
// the story's facts themselves, so a changed credit shows without the text being touched.
import { mount, unmount } from "svelte";
import type { AtomPlace, EditorRing, MountAtom, Session } from "../editor";
import type { Story } from "../shared/story.svelte";
import Embed from "./Embed.svelte";
import Picture from "./Picture.svelte";

/** What the components need. */
export interface AtomSurroundings {
  /** The story. */
  story: Story;
  /** Its texts. */
  session: Session;
  /** The editors that the cursor moves on to. */
  ring: EditorRing;
  /** Its language, now. */
  language: () => string;
  /** Shows a figure's facts at the right. */
  onfacts: (figure: string) => void;
}

/** Fills a place. */
export function mountAtom({ story, session, ring, language, onfacts }: AtomSurroundings): MountAtom {
  return (place: AtomPlace) => {
    const shared = { onremove: () => place.remove() };
    const component =
      place.kind === "figure"
        ? mount(Picture, {
            target: place.dom,
            props: {
              ...shared,
              session,
              ring,
              get figure() {
                return story.facts?.figures.find((figure) => figure.id === place.id);
              },
              get language() {
                return language();
              },
              onfacts: () => onfacts(place.id),
            },
          })
        : mount(Embed, {
            target: place.dom,
            props: {
              ...shared,
              get embed() {
                return story.facts?.embeds.find((embed) => embed.id === place.id);
              },
            },
          });
    return { destroy: () => void unmount(component) };
  };
}
