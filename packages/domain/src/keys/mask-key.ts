const shown = 4;
/** Of a shorter one the end would be most of it. */
const shortestToShow = 12;
const hidden = "•".repeat(8);

/** A key as people may see it: its end, where that tells two keys apart and gives neither away. */
export function maskKey(key: string): string {
  return key.length < shortestToShow ? hidden : `${hidden}${key.slice(-shown)}`;
}

/** The merchant's id code, which is public, as far as it takes to know it again. */
export function maskMerchantCode(code: string): string {
  return code.replace(/^(imp)?(.*)$/s, (_, prefix: string | undefined, rest: string) =>
    rest.length <= shown
      ? `${prefix ?? ""}${hidden}`
      : `${prefix ?? ""}${"•".repeat(rest.length - 3)}${rest.slice(-3)}`,
  );
}
