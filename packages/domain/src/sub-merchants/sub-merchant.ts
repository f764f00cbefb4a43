import * as z from "zod/mini";

/** How many other consoles one console knows at most. */
export const mostSubMerchants = 100;
export const longestConsoleAddress = 200;

/** A sub-merchant's code, as i'mport gives it. */
export const tierCode = z.string().check(z.regex(/^[A-Z0-9]{3}$/));

const secure = /^https:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const loopback = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/**
 * The address of a console as it is kept, without a path; undefined where it is none that people may be led to. Whoever
 * arrives types a password there, so it is https, or this very machine.
 */
export function readConsoleAddress(text: string): string | undefined {
  const written = text.trim().toLowerCase().replace(/\/$/, "");
  if (written.length > longestConsoleAddress) return undefined;
  if (secure.test(written)) return written.replace(/:443$/, "");
  return loopback.test(written) ? written.replace(/:80$/, "") : undefined;
}

const consoleAddress = z.string().check(
  z.maxLength(longestConsoleAddress),
  z.refine((text) => readConsoleAddress(text) === text),
);

/** The console of a sub-merchant, or, where the code is null, of the parent store. */
export const subMerchantDeclaration = z.strictObject({
  code: z.nullable(tierCode),
  address: consoleAddress,
});

/** Another address of a console that was declared; `addressSeen` is the one it takes the place of. */
export const subMerchantMove = z.strictObject({
  id: z.string().check(z.maxLength(64)),
  addressSeen: z.string().check(z.maxLength(longestConsoleAddress)),
  address: consoleAddress,
});
