import { describe, expect, it } from 'vitest';
import { Commands, type Command } from './commands.ts';
import { isSingle, stroke, type KeyLike } from './keymap.ts';

const key = (key: string, more: Partial<KeyLike> = {}): KeyLike => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('strokes', () => {
  it.each([
    ['a letter', key('j'), 'j'],
    ['a capital is shift', key('J', { shiftKey: true }), 'Shift+j'],
    ['? is ? on a German keyboard (shift ß)', key('?', { shiftKey: true }), '?'],
    ['/ is / on a German keyboard (shift 7)', key('/', { shiftKey: true }), '/'],
    ['z is the letter, wherever it sits', key('z'), 'z'],
    ['ctrl', key('Enter', { ctrlKey: true }), 'Mod+Enter'],
    ['command', key('k', { metaKey: true }), 'Mod+k'],
    ['ctrl and shift', key('Enter', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Enter'],
    ['shift and an arrow', key('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'],
    ['AltGr writes @: never ours', key('@', { ctrlKey: true, altKey: true }), null],
    ['AltGr as a modifier state', key('€', { getModifierState: (n) => n === 'AltGraph' }), null],
    ['Option+L is @ on a German Mac', key('@', { altKey: true }), null],
    ['dead keys', key('Dead'), null],
    ['composition', key('a', { isComposing: true }), null],
    ['a modifier alone', key('Shift', { shiftKey: true }), null],
  ])('%s', (_, event, wanted) => {
    expect(stroke(event)).toBe(wanted);
  });

  it('knows which may be switched off', () => {
    expect(['j', 'g i', '?', 'Shift+j'].map(isSingle)).toEqual([true, true, true, true]);
    expect(['Mod+k', 'Escape', 'F6'].map(isSingle)).toEqual([false, false, false]);
  });
});

describe('commands', () => {
  function rig() {
    const done: string[] = [];
    const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
      id,
      title: 'action-open',
      section: 'app',
      keys,
      run: () => done.push(id),
      ...more,
    });
    return { commands: new Commands(), done, command };
  }

  it('runs what is there, the newest layer first', () => {
    const { commands, done, command } = rig();
    commands.register([command('a', ['e'])]);
    const leave = commands.register([command('b', ['e'])]);
    commands.press('e', false, 0);
    leave();
    commands.press('e', false, 0);
    expect(done).toEqual(['b', 'a']);
  });

  it('keeps single keys out of fields, and lets Ctrl through', () => {
    const { commands, done, command } = rig();
    commands.register([command('e', ['e']), command('k', ['Mod+k'])]);
    expect(commands.press('e', true, 0)).toBe(false);
    expect(commands.press('Mod+k', true, 0)).toBe(true);
    expect(done).toEqual(['k']);
  });

  it('understands two keys in a row, for a moment', () => {
    const { commands, done, command } = rig();
    commands.register([command('go', ['g i']), command('i', ['i'])]);
    expect(commands.press('g', false, 0)).toBe(true);
    commands.press('i', false, 500);
    commands.press('i', false, 600);
    commands.press('g', false, 1000);
    commands.press('i', false, 9000);
    expect(done).toEqual(['go', 'i', 'i']);
  });

  it('can be switched off and mapped anew', () => {
    const { commands, done, command } = rig();
    commands.register([command('e', ['e']), command('k', ['Mod+k'])]);
    commands.singleKeys = false;
    expect(commands.press('e', false, 0)).toBe(false);
    commands.singleKeys = true;
    commands.remapped = { e: 'y' };
    expect(commands.press('e', false, 0)).toBe(false);
    expect(commands.press('y', false, 0)).toBe(true);
    expect(done).toEqual(['e']);
  });

  it('hides what cannot run now', () => {
    const { commands, command } = rig();
    commands.register([command('e', ['e'], { when: () => false })]);
    expect(commands.available()).toEqual([]);
    expect(commands.press('e', false, 0)).toBe(false);
  });
});
