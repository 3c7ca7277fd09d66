// Whether case cards stand open here: as somebody chose on this device, else as fits.
const KEY = 'gerne.card';
const narrow = matchMedia('(max-width: 700px), (max-height: 640px)');

class Folding {
  #chosen = $state<boolean | null>(read());
  #narrow = $state(narrow.matches);

  constructor() {
    narrow.addEventListener('change', () => (this.#narrow = narrow.matches));
  }

  /** On a small screen it is one line until somebody asks for it, and again the next time. */
  open(fold: boolean): boolean {
    return this.#chosen ?? !(fold || this.#narrow);
  }

  set(open: boolean): void {
    this.#chosen = open;
    if (!this.#narrow) localStorage.setItem(KEY, open ? '1' : '0');
  }
}

function read(): boolean | null {
  const kept = localStorage.getItem(KEY);
  return kept === null || narrow.matches ? null : kept === '1';
}

export const folding = new Folding();
