import { describe, expect, it } from 'vitest';
import { inside, middle, square } from './crop.ts';

const wide = { width: 400, height: 200 };

describe('a square of a picture', () => {
  it('begins as the whole middle', () => {
    expect(square(middle(wide), wide)).toEqual({ left: 100, top: 0, side: 200 });
  });
  it('never leaves the picture', () => {
    expect(square(inside({ x: -50, y: 500, zoom: 1 }, wide), wide)).toEqual({
      left: 0,
      top: 0,
      side: 200,
    });
    expect(square(inside({ x: 999, y: 0, zoom: 2 }, wide), wide)).toEqual({
      left: 300,
      top: 0,
      side: 100,
    });
  });
  it('is never larger than the picture nor smaller than a quarter', () => {
    expect(inside({ ...middle(wide), zoom: 0.2 }, wide).zoom).toBe(1);
    expect(inside({ ...middle(wide), zoom: 9 }, wide).zoom).toBe(4);
  });
});
