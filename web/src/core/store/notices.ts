// What calls for a person: mentions and assignments for everyone, alarms for leads.
import type { Api } from '../api.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type { Alarm, Id, Notification } from '../types.ts';

export class Notices extends Signal {
  notifications: Notification[] = [];
  alarms: Alarm[] = [];
  lead = false;
  /** Set by the console: what stood there is over by itself. */
  onOver: (alarm: Alarm) => void = () => {};
  #hidden = false;
  readonly #notes: Pulse;
  readonly #alarms: Pulse;

  constructor(private readonly api: Api) {
    super();
    this.#notes = new Pulse(() => this.#loadNotes(), 100, 500);
    this.#alarms = new Pulse(() => this.#loadAlarms(), 100, 500);
  }

  get unread(): number {
    return this.notifications.filter((each) => each.read_at === null).length;
  }

  stale(): void {
    this.#notes.want();
  }

  /** `hidden`: somebody put one away. */
  alarmsStale(hidden = false): void {
    this.#hidden ||= hidden;
    if (this.lead) this.#alarms.want();
  }

  async read(ids: Id[]): Promise<void> {
    const now = new Date().toISOString();
    this.notifications = this.notifications.map((each) =>
      ids.includes(each.id) && each.read_at === null ? { ...each, read_at: now } : each,
    );
    this.changed();
    await this.api.readNotifications(ids);
  }

  async clearAlarm(id: Id): Promise<void> {
    await this.api.clearAlarm(id);
    this.alarms = this.alarms.filter((each) => each.id !== id);
    this.changed();
  }

  /** Pays for what a gap left out; the alarm stands again by itself when that fails. */
  async readBack(id: Id): Promise<void> {
    await this.api.readBack(id);
    this.alarms = this.alarms.filter((each) => each.id !== id);
    this.changed();
  }

  async #loadNotes(): Promise<void> {
    this.notifications = (await this.api.notifications()).items;
    this.changed();
  }

  async #loadAlarms(): Promise<void> {
    const before = this.#hidden ? [] : this.alarms;
    this.#hidden = false;
    this.alarms = (await this.api.alarms()).items;
    const stands = new Set(this.alarms.map((each) => each.id));
    for (const each of before) if (!stands.has(each.id)) this.onOver(each);
    this.changed();
  }
}
