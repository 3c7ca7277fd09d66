import { describe, expect, it } from 'vitest';
import { isAtEnd, scrollFor } from './reading.ts';

const box = { scrollTop: 0, scrollHeight: 1514, clientHeight: 400 };

describe('where a conversation is read', () => {
  it('is the end when nothing waits', () => {
    expect(scrollFor({ at: 'end' }, box, null)).toBe(1114);
  });

  it('is the end when all that waits fits above it', () => {
    expect(scrollFor({ at: 'first', id: 'a' }, box, { top: 1300, height: 80 })).toBe(1114);
  });

  it('is the first thing that waits, with a little of what was before', () => {
    expect(scrollFor({ at: 'first', id: 'a' }, box, { top: 700, height: 80 })).toBe(628);
  });

  it('leaves out what was before where there is little room', () => {
    const low = { ...box, clientHeight: 120 };
    expect(scrollFor({ at: 'first', id: 'a' }, low, { top: 700, height: 80 })).toBe(670);
  });

  it('puts what somebody was sent to into the middle, and long things to the top', () => {
    expect(scrollFor({ at: 'shown', id: 'a' }, box, { top: 700, height: 100 })).toBe(550);
    expect(scrollFor({ at: 'shown', id: 'a' }, box, { top: 700, height: 900 })).toBe(700);
    expect(scrollFor({ at: 'shown', id: 'a' }, box, { top: 20, height: 40 })).toBe(0);
  });

  it('knows the end', () => {
    expect(isAtEnd({ ...box, scrollTop: 1100 })).toBe(true);
    expect(isAtEnd({ ...box, scrollTop: 464 })).toBe(false);
  });
});
