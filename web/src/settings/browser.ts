// From what a browser calls itself, or the server kept of that ("Chrome, Linux"), to what people
// call it. Only for people to recognise their own.

const BROWSERS: [RegExp, string][] = [
  [/\b(Edg(e|A|iOS)?\/|Edge\b)/, 'Edge'],
  [/\b(OPR\/|Opera\b)/, 'Opera'],
  [/\b(Firefox|FxiOS)\b/, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\b/, 'Chrome'],
  [/\bSafari\b/, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const find = (text: string, list: [RegExp, string][]): string | null =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** "Firefox · Windows"; the label itself when it is none we know. */
export function browserName(label: string): string {
  const names = [find(label, BROWSERS), find(label, SYSTEMS)].filter(Boolean);
  return names.length ? names.join(' · ') : label;
}
