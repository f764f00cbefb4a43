import type { Locale } from "./i18n.tsx";

const formatters: Record<Locale, Intl.NumberFormat> = {
  ko: new Intl.NumberFormat("ko-KR"),
  en: new Intl.NumberFormat("en-US"),
};

/** Writes a whole number with thousands separators, as message catalogues need it. */
export function countFormatter(locale: Locale): (count: number) => string {
  return (count) => formatters[locale].format(count);
}
