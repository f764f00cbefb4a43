/** The longest query a redirect is read from; beyond it nobody's redirect goes. */
export const longestRedirect = 4_000;
const longestText = 200;

/** Under which name the redirect said that it went well: i'mport documents the first, some PGs send the second. */
export type SuccessName = "imp_success" | "success" | "both" | "neither";

/**
 * What a redirect says after a payment window (rules of the redirect: developers site, authenticated payment V1). It came
 * through somebody's browser: every word of it may be forged.
 */
export interface RedirectClaim {
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly successName: SuccessName;
  /** Null where it says nothing of success, or contradicts itself, or says neither yes nor no. */
  readonly success: boolean | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** Something in it is not what the documents describe: a name given twice, an id that is none, control characters. */
  readonly isOdd: boolean;
}

/**
 * Reads the parameters of a redirect, whatever they hold. Never throws; what cannot be an id or a word of the PG is left
 * out.
 */
export function readRedirect(parameters: readonly (readonly [name: string, value: string])[]): RedirectClaim {
  let isOdd = false;
  const has = (name: string) => parameters.some(([each]) => each === name);
  const one = (name: string): string | null => {
    const all = new Set(parameters.flatMap(([each, value]) => (each === name ? [value] : [])));
    if (all.size > 1) isOdd = true;
    const [value = ""] = all;
    // What a page's script makes of a value it does not have.
    return all.size !== 1 || ["", "null", "undefined"].includes(value) ? null : value;
  };
  const id = (name: string, form: RegExp): string | null => {
    const value = one(name);
    if (value === null || (form.test(value) && value.isWellFormed())) return value;
    isOdd = true;
    return null;
  };
  const words = (name: string): string | null => {
    const value = one(name);
    if (value === null) return null;
    const shown = value
      .toWellFormed()
      .replace(/\p{Cc}+/gu, " ")
      .trim();
    if (shown !== value || shown.length > longestText) isOdd = true;
    return shown.slice(0, longestText) || null;
  };
  const flag = (name: string): boolean | null => {
    const value = one(name);
    if (value === null) return null;
    if (value === "true" || value === "false") return value === "true";
    isOdd = true;
    return null;
  };
  const impUid = id("imp_uid", /^[\w-]{1,40}$/);
  const merchantUid = id("merchant_uid", /^[^\p{Cc}\s]{1,80}$/u);
  const own = flag("imp_success");
  const other = flag("success");
  const isBoth = has("imp_success") && has("success");
  if (isBoth && own !== other) isOdd = true;
  return {
    impUid,
    merchantUid,
    successName: isBoth ? "both" : has("imp_success") ? "imp_success" : has("success") ? "success" : "neither",
    success: isBoth ? (own === other ? own : null) : (own ?? other),
    errorCode: words("error_code"),
    errorMessage: words("error_msg"),
    isOdd,
  };
}
