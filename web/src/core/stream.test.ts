import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stream, type Socket } from './stream.ts';
import type { LiveEvent } from './types.ts';

class FakeSocket implements Socket {
  sent: string[] = [];
  closed = false;
  onopen = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  constructor(readonly after: number) {}
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
  say(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const event = (seq: number): LiveEvent => ({ seq, kind: 'x' }) as LiveEvent;
const hello = { hello: { seq: 9, build: 'a', now: '2026-01-01T00:00:00Z', agent: 'me' } };

function rig(after = 5) {
  const sockets: FakeSocket[] = [];
  const seen: number[] = [];
  const states: string[] = [];
  const resets: number[] = [];
  const stream = new Stream(
    {
      open: (from) => {
        const socket = new FakeSocket(from);
        sockets.push(socket);
        return socket;
      },
      onEvents: (events) => seen.push(...events.map((each) => each.seq)),
      onReset: () => void resets.push(1),
      onPresence: () => {},
      onOnline: () => {},
      onHello: () => {},
      onState: (state) => states.push(state),
      random: () => 1,
    },
    after,
  );
  stream.start();
  const socket = (): FakeSocket => sockets.at(-1) as FakeSocket;
  return { stream, sockets, socket, seen, states, resets };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the live feed', () => {
  it('takes contiguous ranges, also those in which everything is hidden', () => {
    const { socket, seen, stream } = rig();
    socket().say(hello);
    socket().say({ from: 6, to: 7, events: [event(6), event(7)] });
    socket().say({ from: 8, to: 12, events: [] });
    socket().say({ from: 13, to: 13, events: [event(13)] });
    expect(seen).toEqual([6, 7, 13]);
    expect(stream.last).toBe(13);
  });

  it('drops what it knows and takes only the newer part of an overlap', () => {
    const { socket, seen } = rig();
    socket().say({ from: 4, to: 5, events: [event(4), event(5)] });
    socket().say({ from: 4, to: 7, events: [event(4), event(6), event(7)] });
    expect(seen).toEqual([6, 7]);
  });

  it('resumes from the last event after a gap', () => {
    const { socket, sockets, seen } = rig();
    socket().say({ from: 8, to: 9, events: [event(8)] });
    expect(seen).toEqual([]);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
    expect(socket().after).toBe(5);
  });

  it('waits longer each time, never longer than fifteen seconds, and starts over after a hello', () => {
    const { socket, sockets } = rig();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const before = Date.now();
      socket().onclose?.({ code: 1006 });
      const count = sockets.length;
      while (sockets.length === count) vi.advanceTimersByTime(50);
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    socket().say(hello);
    socket().onclose?.({ code: 1006 });
    const count = sockets.length;
    vi.advanceTimersByTime(250);
    expect(sockets.length).toBe(count + 1);
  });

  it('does not wait when the network comes back', () => {
    const { socket, sockets, stream } = rig();
    for (let i = 0; i < 5; i++) {
      socket().onclose?.({ code: 1006 });
      if (i < 4) vi.advanceTimersByTime(20_000);
    }
    const count = sockets.length;
    stream.nudge();
    expect(sockets.length).toBe(count + 1);
  });

  it('tells what is done at each change and every ten seconds', () => {
    const { socket, stream } = rig();
    stream.attend(['c1'], { conversation_id: 'c1', what: 'viewing' });
    expect(socket().sent).toHaveLength(0);
    socket().say(hello);
    expect(socket().sent).toHaveLength(1);
    stream.attend(['c1'], { conversation_id: 'c1', what: 'viewing' });
    expect(socket().sent).toHaveLength(1);
    vi.advanceTimersByTime(10_000);
    expect(socket().sent).toHaveLength(2);
    expect(JSON.parse(socket().sent[1] ?? '')).toEqual({
      watch: ['c1'],
      doing: { conversation_id: 'c1', what: 'viewing' },
    });
  });

  it('says when everything must be fetched again, and goes on from there', () => {
    const { socket, stream, resets } = rig();
    socket().say({ reset: true });
    expect(resets).toHaveLength(1);
    stream.restart(40);
    expect(socket().after).toBe(40);
  });

  it('resumes when a frame cannot be read', () => {
    const { socket, sockets } = rig();
    socket().onmessage?.({ data: '{' });
    expect(sockets).toHaveLength(2);
  });
});
