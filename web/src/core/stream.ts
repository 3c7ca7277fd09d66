// The live feed: one contiguous range of the log after another. A gap means: close and resume.
import type { Doing, Frame, Id, LiveEvent, PresenceInfo } from './types.ts';

export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface StreamOptions {
  open: (after: number) => Socket;
  onEvents: (events: LiveEvent[]) => void;
  onReset: () => void | Promise<void>;
  onPresence: (all: PresenceInfo[]) => void;
  onOnline: (agents: Id[]) => void;
  onHello: (hello: { seq: number; build: string; now: string }) => void;
  onState: (state: LinkState) => void;
  random?: () => number;
}

export type LinkState = 'connecting' | 'open' | 'waiting' | 'closed';

const FIRST_WAIT = 250;
const LONGEST_WAIT = 15_000;
const HEARTBEAT = 10_000;

export class Stream {
  /** The last event that was taken in. */
  last: number;
  #socket: Socket | null = null;
  #state: LinkState = 'closed';
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #watching: Id[] = [];
  #doing: { conversation_id: Id; what: Doing } | null = null;

  constructor(
    private readonly options: StreamOptions,
    after: number,
  ) {
    this.last = after;
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    if (this.#socket) return;
    clearTimeout(this.#retry);
    this.#become('connecting');
    const socket = this.options.open(this.last);
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#take(event.data);
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#become('closed');
  }

  /** The network came back, or the tab was looked at: no point in waiting longer. */
  nudge(): void {
    if (this.#state !== 'waiting') return;
    this.#failures = 0;
    this.start();
  }

  /** Says which conversations are on the screen and what is done in one of them. */
  attend(watching: Id[], doing: { conversation_id: Id; what: Doing } | null): void {
    const same =
      JSON.stringify([watching, doing]) === JSON.stringify([this.#watching, this.#doing]);
    this.#watching = watching;
    this.#doing = doing;
    if (!same) this.#tell();
  }

  #tell(): void {
    if (this.#state !== 'open') return;
    this.#socket?.send(JSON.stringify({ watch: this.#watching, doing: this.#doing }));
  }

  #take(data: unknown): void {
    let frame: Frame;
    try {
      frame = JSON.parse(String(data)) as Frame;
    } catch {
      this.#resume();
      return;
    }
    if ('hello' in frame) {
      this.#failures = 0;
      this.#become('open');
      clearInterval(this.#beat);
      this.#beat = setInterval(() => this.#tell(), HEARTBEAT);
      this.options.onHello(frame.hello);
      this.#tell();
    } else if ('events' in frame) {
      if (frame.to <= this.last) return;
      if (frame.from > this.last + 1) {
        this.#resume();
        return;
      }
      // A range that overlaps what we have brings only its newer part.
      const fresh = frame.events.filter((event) => event.seq > this.last);
      this.last = frame.to;
      this.options.onEvents(fresh);
    } else if ('reset' in frame) {
      void this.options.onReset();
    } else if ('presence' in frame) {
      this.options.onPresence(frame.presence);
    } else if ('online' in frame) {
      this.options.onOnline(frame.online);
    }
  }

  /** Starts over from another event, after everything was fetched again. */
  restart(after: number): void {
    this.last = after;
    this.#resume();
  }

  #resume(): void {
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.start();
  }

  #lost(): void {
    clearInterval(this.#beat);
    this.#socket = null;
    this.#become('waiting');
    const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    const random = this.options.random ?? Math.random;
    this.#retry = setTimeout(() => this.start(), ceiling * (0.5 + random() / 2));
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.options.onState(state);
  }
}
