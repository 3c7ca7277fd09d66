// Sounds that are computed, not loaded: short, quiet, unlike each other and unlike a telephone.

interface Tone {
  /** Hertz. */
  pitch: number;
  /** Seconds after the first. */
  at: number;
  /** Seconds until it is gone. */
  length: number;
}

export const SOUNDS: Record<string, readonly Tone[]> = {
  drop: [{ pitch: 880, at: 0, length: 0.18 }],
  knock: [
    { pitch: 220, at: 0, length: 0.09 },
    { pitch: 220, at: 0.13, length: 0.12 },
  ],
  rise: [
    { pitch: 523.25, at: 0, length: 0.16 },
    { pitch: 783.99, at: 0.11, length: 0.3 },
  ],
  bell: [
    { pitch: 1046.5, at: 0, length: 0.7 },
    { pitch: 1568, at: 0, length: 0.35 },
  ],
};

export const FIRST_SOUND = 'rise';

const LOUDNESS = 0.12;

let context: AudioContext | null = null;

/** Plays a sound. False when the browser does not let us yet: it wants a click first. */
export async function play(name: string): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false;
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume().catch(() => {});
  if (context.state !== 'running') return false;
  const start = context.currentTime + 0.01;
  for (const tone of SOUNDS[name] ?? SOUNDS[FIRST_SOUND] ?? []) {
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency: tone.pitch });
    const gain = new GainNode(context, { gain: 0 });
    const [from, until] = [start + tone.at, start + tone.at + tone.length];
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.008);
    gain.gain.exponentialRampToValueAtTime(0.0001, until);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(until + 0.02);
  }
  return true;
}
