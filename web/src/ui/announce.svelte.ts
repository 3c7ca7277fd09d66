/** What is read out to people who do not see it: calmly, or at once. */
class Voice {
  polite = $state('');
  urgent = $state('');
}

export const voice = new Voice();

const GAP = 5000;
let last = 0;

/** Said when there is room; at most every five seconds unless somebody just acted. */
export function announce(text: string, urgent = false): void {
  if (urgent) voice.urgent = text;
  else if (Date.now() - last > GAP) {
    last = Date.now();
    voice.polite = text;
  }
}
