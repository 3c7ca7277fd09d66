/** Calls soon after the first wish, never twice at once, and not more often than `gap`. */
export class Pulse {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #last = 0;

  constructor(
    private readonly act: () => Promise<unknown>,
    private readonly delay: number,
    private readonly gap: number,
  ) {}

  want(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    if (this.#timer !== undefined) return;
    const wait = Math.max(this.delay, this.#last + this.gap - Date.now());
    this.#timer = setTimeout(() => void this.#go(), wait);
  }

  /** At once, and only once. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running) this.#again = true;
    else await this.#go();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = false;
  }

  async #go(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#last = Date.now();
    try {
      await this.act();
    } catch {
      // Whoever fetches keeps its own error; the next wish tries again.
    } finally {
      this.#running = false;
      if (this.#again) {
        this.#again = false;
        this.want();
      }
    }
  }
}
