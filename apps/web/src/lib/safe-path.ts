const home = "/payments";

/**
 * The address to return to after signing in. Only a path of this console is accepted: anything that a browser could read
 * as another site (`//host`, `/\host`, a scheme, control characters) becomes the first page.
 */
export function safeReturnPath(candidate: string | null | undefined): string {
  if (candidate === null || candidate === undefined || !candidate.startsWith("/")) return home;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, which can join two slashes
  if (/^\/[/\\]|[\u0000-\u001f\\]/.test(candidate)) return home;
  const url = new URL(candidate, "https://console.invalid");
  // Dots are resolved by now: `/.//host` has become `//host`.
  if (url.host !== "console.invalid" || url.pathname.startsWith("//")) return home;
  if (url.pathname === "/sign-in" || url.pathname === "/set-up" || url.pathname === "/") return home;
  return `${url.pathname}${url.search}${url.hash}`;
}
