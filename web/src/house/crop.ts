// Where a square of a picture lies. Everything in the picture's own pixels.

export interface Crop {
  /** The middle of the square. */
  x: number;
  y: number;
  /** 1: as much as fits; 4: a quarter of that. */
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export const MOST_ZOOM = 4;

/** The whole middle. */
export const middle = (size: Size): Crop => ({ x: size.width / 2, y: size.height / 2, zoom: 1 });

/** The length of the square's side. */
export const side = (crop: Crop, size: Size): number =>
  Math.min(size.width, size.height) / crop.zoom;

/** Moved back inside the picture. */
export function inside(crop: Crop, size: Size): Crop {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, crop.zoom));
  const half = side({ ...crop, zoom }, size) / 2;
  const within = (at: number, length: number): number =>
    Math.min(length - half, Math.max(half, at));
  return { x: within(crop.x, size.width), y: within(crop.y, size.height), zoom };
}

/** The upper left corner and side of the square. */
export function square(crop: Crop, size: Size): { left: number; top: number; side: number } {
  const length = side(crop, size);
  return { left: crop.x - length / 2, top: crop.y - length / 2, side: length };
}
