import { describe, expect, it } from 'vitest';
import { findEmojis, GROUPS } from './emoji.ts';
import { insertAt } from './inserting.ts';

const signs = (text: string): string[] => findEmojis(text).map((each) => each.sign);

describe('emoji', () => {
  const all = GROUPS.flatMap((group) => group.emojis);

  it('are about as many as are used, each once, each with a name in both languages', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(all.length).toBeLessThan(220);
    expect(new Set(all.map((each) => each.sign)).size).toBe(all.length);
    for (const each of all) {
      expect(each.sign, each.de).toMatch(/^\p{Emoji}/u);
      expect(each.de && each.en, each.sign).toBeTruthy();
    }
  });

  it.each([
    ['daumen', '👍'],
    ['thumbs', '👍'],
    ['danke', '🙏'],
    ['thanks', '🙏'],
    ['störung', '🔴'],
    ['stoerung', '🔴'],
    ['wlan', '🛜'],
    ['rotes herz', '❤️'],
    ['lach tränen', '😂'],
  ])('are found by "%s"', (text, wanted) => {
    expect(signs(text)).toContain(wanted);
  });

  it('whose name begins with it come first', () => {
    expect(signs('daumen')[0]).toBe('👍');
    expect(signs('kuchen')[0]).toBe('🍰');
  });

  it('are put where the caret is, over what is selected', () => {
    expect(insertAt('Hallo Welt', '👋', 5, 5)).toEqual({ text: 'Hallo👋 Welt', caret: 7 });
    expect(insertAt('Hallo Welt', '🌍', 6, 10)).toEqual({ text: 'Hallo 🌍', caret: 8 });
  });
});
