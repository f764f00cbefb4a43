export const launchSystems = ["windows", "macos", "android", "ios"] as const;
export type LaunchSystem = (typeof launchSystems)[number];

export const launchBrowsers = ["edge", "chrome", "safari", "firefox", "whale", "portal", "social"] as const;
/** `portal` is the web view of a portal's app, `social` that of a social network's. */
export type LaunchBrowser = (typeof launchBrowsers)[number];

export interface BrowserCell {
  readonly system: LaunchSystem;
  readonly browser: LaunchBrowser;
}

const systems: readonly (readonly [LaunchSystem, RegExp])[] = [
  ["ios", /iPhone|iPad|iPod/],
  ["android", /Android/],
  ["windows", /Windows/],
  ["macos", /Macintosh|Mac OS X/],
];

/** Web views name themselves beside the engine they borrow, so they are asked for first; nearly everybody says Safari. */
const browsers: readonly (readonly [LaunchBrowser, RegExp])[] = [
  ["social", /KAKAOTALK|FBAN|FBAV|FB_IAB|Instagram|Line\/|Twitter|BAND\//i],
  ["portal", /NAVER\(|DaumApps|DaumDevice|GSA\//i],
  ["whale", /Whale\//],
  ["edge", /Edg(?:e|A|iOS)?\/|MSIE |Trident\//],
  ["firefox", /Firefox\/|FxiOS\//],
  ["chrome", /Chrome\/|CriOS\//],
  ["safari", /Safari\//],
];

/** Which cell of the vendor's table of environments a browser belongs to; null where its name does not tell. */
export function browserCellOf(userAgent: string): BrowserCell | null {
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = browsers.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return system === undefined || browser === undefined ? null : { system, browser };
}
