/**
 * Korean and Japanese keyboards type full-width digits and signs. Only those are mapped to their usual forms: full
 * Unicode normalisation would also turn `10²` into 102.
 */
export function narrowFullWidth(text: string): string {
  return text.replace(/[０-９，．－＋＠（）]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
