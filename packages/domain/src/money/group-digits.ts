/** Writes a whole number with its thousands set apart, as both languages do: `12,300`, `-1,234,567`. */
export function groupDigits(whole: number): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
