import { describe, expect, it } from 'vitest';
import { PARTS, sinceWhen, size } from './parts.ts';
import { worth } from './facts.ts';
import { Memory } from './store.ts';
import type { Api } from './api.ts';
import type { Card, Fact, Line } from './types.ts';

const source = {
  kind: 'message' as const,
  id: 'm',
  conversation_id: 'c',
  platform: 'mastodon',
  at: '2026-11-20T10:00:00Z',
  author_name: 'Clara',
  quote: null,
  start: null,
  end: null,
};
const line = (id: string, part: Line['part'] = 'about'): Line => ({
  id,
  part,
  text: id,
  value: null,
  at: '2026-11-20T10:00:00Z',
  source,
  state: 'drafted',
  by: null,
});
const card = (lines: Line[]): Card => ({
  conversation_id: 'c',
  seq: 1,
  lines,
  facts: [],
  promises: [],
  owed: {
    waiting_since: null,
    late_by_seconds: null,
    unanswered: 0,
    open_questions: [],
    asked_by_us: [],
  },
  verified: null,
  contradictions: [],
});
const fact = (kind: string): Fact => ({
  id: kind,
  kind,
  value: kind,
  masked: null,
  sensitive: false,
  private: false,
  source,
  state: 'drafted',
  others: 0,
});

describe('a case card', () => {
  it('has its parts in the order in which they are read', () => {
    expect(PARTS[0]).toBe('about');
    expect(PARTS.at(-1)).toBe('open');
    expect(size([line('a'), line('b')], [])).toBe(2);
  });

  it('says since once', () => {
    expect(['seit Montag', 'Since 9 am', 'gestern'].map(sinceWhen)).toEqual([
      'Montag',
      '9 am',
      'gestern',
    ]);
  });

  it('leaves out of the pane what it tells itself, and puts what identifies first', () => {
    const kinds = ['device', 'problem', 'phone', 'customer_no', 'since', 'unheard_of'];
    expect(worth(kinds.map(fact)).map((each) => each.kind)).toEqual([
      'customer_no',
      'phone',
      'device',
      'unheard_of',
    ]);
  });
});

describe('the memory', () => {
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 4; i++) await Promise.resolve();
  };
  const made = (answers: Card[]): { memory: Memory; asked: () => number } => {
    let asked = 0;
    const api = {
      card: () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]),
    } as unknown as Api;
    return { memory: new Memory(api), asked: () => asked };
  };

  it('asks once, and again when something happened there', async () => {
    const { memory, asked } = made([card([line('a')]), card([line('b')])]);
    await Promise.all([memory.cards.load('c'), memory.cards.load('c')]);
    await memory.cards.load('c');
    expect(asked()).toBe(1);
    memory.take({ kind: 'facts_changed', conversation_id: 'other' } as never);
    expect(memory.cards.needs('c')).toBe(false);
    memory.take({ kind: 'facts_changed', conversation_id: 'c' } as never);
    expect(memory.cards.needs('c')).toBe(true);
    await memory.cards.load('c');
    expect(memory.cards.get('c')?.lines[0]?.id).toBe('b');
  });

  it('asks again when something happened while it asked', async () => {
    const { memory } = made([card([line('a')])]);
    const loading = memory.cards.load('c');
    memory.take({ kind: 'message_received', conversation_id: 'c' } as never);
    await loading;
    await settle();
    expect(memory.cards.needs('c')).toBe(true);
  });

  it('shows a corrected, a new and a dismissed line at once', async () => {
    const { memory } = made([card([line('a'), line('b')])]);
    await memory.cards.load('c');
    memory.line('c', 'a', { ...line('a'), text: 'corrected' });
    memory.line('c', 'n', line('n'));
    memory.line('c', 'b', null);
    expect(memory.cards.get('c')?.lines.map((each) => each.text)).toEqual(['corrected', 'n']);
  });
});
