// Letters typed in a menu, collected for a moment: they name what begins with them. Pure.
import { fold } from '../core/text.ts';

const TOGETHER_MS = 500;

export class TypeAhead {
  #typed = '';
  #last = -Infinity;

  /** Which of the labels is meant once this letter was typed as well; -1: none begins like that. */
  find(letter: string, labels: readonly string[], now: number): number {
    this.#typed = now - this.#last <= TOGETHER_MS ? this.#typed + letter : letter;
    this.#last = now;
    const typed = fold(this.#typed);
    return labels.findIndex((each) => fold(each).startsWith(typed));
  }
}
