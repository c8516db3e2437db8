// The measures of a crop and a focal point: ten-thousandths of the upright picture, whole numbers, inside it.
import type { CropView } from "../ipc/generated/CropView";
import type { PointView } from "../ipc/generated/PointView";

/** All of a picture. */
export const WHOLE: CropView = { x: 0, y: 0, width: 10_000, height: 10_000 };

/** Less than this is no picture any more. */
const LEAST = 500;

/** A corner that is pulled: where the text begins to be read at the top, or the opposite one. */
export type Corner = "start" | "end";

const within = (value: number, from: number, to: number) => Math.round(Math.min(to, Math.max(from, value)));

/** A point, kept inside the picture. */
export function moved({ x, y }: PointView): PointView {
  return { x: within(x, 0, 10_000), y: within(y, 0, 10_000) };
}

/** A crop whose corner was pulled to a point; the other corner stays where it is. */
export function pulled(crop: CropView, corner: Corner, to: PointView): CropView {
  const [right, bottom] = [crop.x + crop.width, crop.y + crop.height];
  if (corner === "start") {
    const [x, y] = [within(to.x, 0, right - LEAST), within(to.y, 0, bottom - LEAST)];
    return { x, y, width: right - x, height: bottom - y };
  }
  return {
    ...crop,
    width: within(to.x, crop.x + LEAST, 10_000) - crop.x,
    height: within(to.y, crop.y + LEAST, 10_000) - crop.y,
  };
}

/** What a crop leaves of a picture, as styles: the frame's shape, and the whole picture behind it. */
export interface Framed {
  readonly shape: string;
  readonly width: string;
  readonly height: string;
  readonly left: string;
  readonly top: string;
}

/** The frame of a picture of so many pixels. */
export function framed(crop: CropView, across: number, down: number): Framed {
  const share = (of: number, part: number) => `${String((of / part) * 100)}%`;
  return {
    shape: `${String(crop.width * across)} / ${String(crop.height * down)}`,
    width: share(10_000, crop.width),
    height: share(10_000, crop.height),
    left: share(-crop.x, crop.width),
    top: share(-crop.y, crop.height),
  };
}

/** As people read it: 33.3. */
export function asPercent(value: number): number {
  return Math.round(value / 10) / 10;
}

/** As people write it; `null`: it is no number. */
export function fromPercent(typed: string): number | null {
  const value = Number.parseFloat(typed.replace(",", "."));
  return Number.isFinite(value) ? Math.round(value * 100) : null;
}
