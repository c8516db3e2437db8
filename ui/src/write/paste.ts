// What is pasted is cleaned by the post room before it comes near the text.
import { Delta, type PasteFrom } from "../editor";
import { call } from "../ipc/desk";
import { t } from "../l10n";
import { notices } from "../shared/notices.svelte";
import { said } from "../shared/said";

/** What an editor needs for pasting. */
export function pasteFrom(
  files: ((files: readonly File[]) => boolean) | undefined,
  atoms: Pick<PasteFrom, "story" | "pasted"> | undefined,
): PasteFrom {
  return {
    async clean(html, text) {
      const pasted = await call("text_paste", { html, text });
      if (pasted.left_out.length > 0)
        notices.say("warn", t("paste-left-out", { what: pasted.left_out.map(said).join(", ") }));
      return new Delta(pasted.delta as never);
    },
    ...(files ? { files } : {}),
    ...atoms,
  };
}
