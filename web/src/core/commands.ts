// Everything a person can do, in one list: the palette, the menus, the keys and the "?" sheet all
// read it. A command that cannot run now is nowhere.
import type { PlainKey } from './said.ts';
import { isSingle, Sequences, worksInFields } from './keymap.ts';
import { Signal } from './signal.ts';

export type Section = 'conversation' | 'write' | 'snippet' | 'list' | 'go' | 'app';

export interface Command {
  id: string;
  title: PlainKey;
  /** What it is called when somebody gave it a name; else its title is. */
  name?: string;
  section: Section;
  /** Default keys; a person may choose others in the settings. */
  keys?: string[];
  /** Extra words to be found by. */
  words?: string;
  when?: () => boolean;
  /** Stays out of the palette: it needs the place where the cursor is. */
  silent?: boolean;
  run: () => void;
}

export class Commands extends Signal {
  readonly #layers: Command[][] = [];
  readonly #sequences = new Sequences();
  /** Everything that was ever offered on this page, whether it can run now or not. */
  readonly known = new Map<string, Command>();
  singleKeys = true;
  remapped: Record<string, string> = {};

  /** Adds commands for as long as something is on the screen; later ones win. */
  register(commands: Command[]): () => void {
    this.#layers.push(commands);
    for (const command of commands) this.known.set(command.id, command);
    this.changed();
    return () => {
      this.#layers.splice(this.#layers.indexOf(commands), 1);
      this.changed();
    };
  }

  /** What can be done right now. */
  available(): Command[] {
    const seen = new Set<string>();
    const found: Command[] = [];
    for (const command of [...this.#layers].reverse().flat()) {
      if (seen.has(command.id)) continue;
      seen.add(command.id);
      if (command.when?.() ?? true) found.push(command);
    }
    return found;
  }

  keysOf(command: Command): string[] {
    const chosen = this.remapped[command.id];
    const keys = chosen === undefined ? (command.keys ?? []) : chosen ? [chosen] : [];
    return this.singleKeys ? keys : keys.filter((each) => !isSingle(each));
  }

  run(id: string): boolean {
    const command = this.available().find((each) => each.id === id);
    command?.run();
    return Boolean(command);
  }

  /** Handles a stroke; true when it was ours and the browser must not act on it. */
  press(pressed: string, inField: boolean, now: number): boolean {
    if (inField && !worksInFields(pressed)) return false;
    const available = this.available();
    for (const wanted of this.#sequences.take(pressed, now)) {
      const command = available.find((each) => this.keysOf(each).includes(wanted));
      if (command) {
        command.run();
        return true;
      }
    }
    const begins = available.some((each) =>
      this.keysOf(each).some((keys) => keys.startsWith(`${pressed} `)),
    );
    if (begins) this.#sequences.wait(pressed, now);
    return begins;
  }
}
