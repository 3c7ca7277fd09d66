// How long the name of a host becomes when it is encoded (RFC 3492).

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** Characters of the encoded label, without what stands before it. */
export function encodedLength(label: readonly string[]): number {
  const points = label.map((sign) => sign.codePointAt(0) ?? 0);
  const basic = points.filter((c) => c < 128).length;
  let out = basic > 0 ? basic + 1 : 0;
  let [n, delta, bias, handled] = [128, 0, 72, basic];
  while (handled < points.length) {
    const next = Math.min(...points.filter((c) => c >= n));
    delta += (next - n) * (handled + 1);
    // The server cannot count further: no host is that long.
    if (delta > 0xffff_ffff) return Infinity;
    n = next;
    for (const c of points) {
      if (c < n) delta += 1;
      if (c === n) {
        out += digits(delta, bias);
        bias = adapt(delta, handled + 1, handled === basic);
        delta = 0;
        handled += 1;
      }
    }
    delta += 1;
    n += 1;
  }
  return out;
}

function digits(number: number, bias: number): number {
  let count = 1;
  for (let k = BASE; ; k += BASE) {
    const t = Math.min(Math.max(k - bias, T_MIN), T_MAX);
    if (number < t) return count;
    number = Math.floor((number - t) / (BASE - t));
    count += 1;
  }
}

function adapt(delta: number, handled: number, first: boolean): number {
  delta = Math.floor(delta / (first ? DAMP : 2));
  delta += Math.floor(delta / handled);
  let k = 0;
  while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
    delta = Math.floor(delta / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
