// Texts kept ready, without the field they go into.
import { fold, safeName } from '../../core/text.ts';
import type { Snippet } from '../../core/types.ts';

const MOST = 7;

/** The words after the "/" right before the caret; undefined when there is none. */
export const asked = (text: string, caret: number): string | undefined =>
  /(?:^|\s)\/([^\s/][^/\n]{0,30}|)$/u.exec(text.slice(0, caret))?.[1];

/** Those whose name holds all the words, else those whose text does. */
export function fitting(snippets: readonly Snippet[], words: string): Snippet[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const holds = (text: string): boolean => {
    const hay = fold(text);
    return wanted.every((word) => hay.includes(word));
  };
  const named = snippets.filter((each) => holds(each.name));
  const rest = snippets.filter((each) => !named.includes(each) && holds(each.text));
  return [...named, ...rest].slice(0, MOST);
}

/** With the names that are meant in the place of `{customer}` and `{agent}`. */
export const expand = (text: string, customer: string, agent: string): string =>
  text.replaceAll('{customer}', safeName(customer)).replaceAll('{agent}', agent);
