/** What a browser says of itself, in names people know; null for what it does not say. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Samsung Internet", /\bSamsungBrowser\/(\d+)/],
  ["Whale", /\bWhale\/(\d+)/],
  ["Opera", /\bOPR\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+).*Safari/],
];

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["iOS", /\biPhone|\biPad/],
  ["Android", /\bAndroid/],
  ["Windows", /\bWindows/],
  ["ChromeOS", /\bCrOS/],
  ["macOS", /\bMac OS X|\bMacintosh/],
  ["Linux", /\bLinux/],
];

/** Reads a User-Agent header. Browsers name their forebears too, so the most particular name wins. */
export function deviceOf(userAgent: string | null): Device {
  if (userAgent === null) return { browser: null, system: null };
  const browser = browsers.flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return { browser: browser ?? null, system: system ?? null };
}
