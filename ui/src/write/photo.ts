// Bringing a photo in: through the system's dialog in the window, through the browser's elsewhere. Its
// bytes go to the core, which reads what the file says of itself.
import { call, inWindow, send } from "../ipc/desk";
import type { FigureView } from "../ipc/generated/FigureView";
import { t } from "../l10n";
import { notices, told } from "../shared/notices.svelte";

/** The kinds of files that the photo desk takes. */
export const PHOTO_TYPES = "image/jpeg,image/png,image/webp";

/** Whether something that is dragged is a file. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}

/** Photos among what was dropped or pasted. */
export function photosOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => PHOTO_TYPES.split(",").includes(file.type) || file.type === "");
}

/** Brings a file in. */
export async function bringIn(story: string, file: File, lead: boolean): Promise<FigureView | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const made = await told(send("figure_import", { story, name: file.name, lead }, bytes));
  return say(made?.figure ?? undefined);
}

/** Lets the person choose one; `undefined`: nothing was chosen, or it could not be read. */
export async function choosePhoto(story: string, lead: boolean): Promise<FigureView | undefined> {
  if (inWindow) return say((await told(call("figure_choose", { story, lead })))?.figure ?? undefined);
  const file = await chooseFile();
  return file ? bringIn(story, file, lead) : undefined;
}

function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = PHOTO_TYPES;
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener("cancel", () => resolve(null), { once: true });
    input.click();
  });
}

/** Says what was read from the file, and what will never be published. */
function say(figure: FigureView | undefined): FigureView | undefined {
  if (figure) {
    notices.say(
      "ok",
      [
        figure.credit_line ? t("photo-in", { line: figure.credit_line }) : t("photo-in-no-credit"),
        figure.has_location ? t("figure-location") : "",
      ]
        .filter(Boolean)
        .join(" "),
    );
  }
  return figure;
}
