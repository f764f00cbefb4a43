import { type CodeTable, nameOf } from "../codes/code-table.ts";
import { payMethods } from "../codes/pay-methods.ts";
import { pgProviders } from "../codes/pg-providers.ts";
import { awaitingDepositName, paymentStatusNames } from "../codes/status-names.ts";
import type { Locale } from "../locale.ts";
import { normaliseForSearch } from "../search/normalise-for-search.ts";
import { closestWord } from "./closest-word.ts";
import type { FacetKey } from "./query-keys.ts";

interface FacetValues {
  readonly names: CodeTable;
  /** Other words for a code, in normalised form without spaces. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Upstream adds codes without notice, so any code is one. */
  readonly isOpen: boolean;
}

const yesAndNo: FacetValues = {
  names: { yes: { ko: "예", en: "Yes" }, no: { ko: "아니요", en: "No" } },
  aliases: { 네: "yes", 있음: "yes", y: "yes", true: "yes", 아니오: "no", 없음: "no", n: "no", false: "no" },
  isOpen: false,
};

const facets: Readonly<Record<FacetKey, FacetValues>> = {
  status: {
    names: paymentStatusNames,
    aliases: {
      canceled: "cancelled",
      partial: "partially_cancelled",
      부분환불: "partially_cancelled",
      전액취소: "cancelled",
      완료: "paid",
      [awaitingDepositName.ko.replace(" ", "")]: "ready",
    },
    isOpen: false,
  },
  method: { names: payMethods, isOpen: true },
  pg: { names: pgProviders, isOpen: true },
  mid: { names: {}, isOpen: true },
  currency: {
    names: {
      KRW: { ko: "원", en: "Korean won" },
      USD: { ko: "미국 달러", en: "US dollar" },
      EUR: { ko: "유로", en: "Euro" },
      JPY: { ko: "일본 엔", en: "Japanese yen" },
      CNY: { ko: "중국 위안", en: "Chinese yuan" },
    },
    isOpen: true,
  },
  mode: {
    names: { live: { ko: "실연동", en: "Live" }, test: { ko: "테스트", en: "Test" } },
    aliases: { 실결제: "live", 운영: "live", production: "live", sandbox: "test" },
    isOpen: false,
  },
  escrow: yesAndNo,
  receipt: yesAndNo,
  billing: yesAndNo,
};

/** The codes of a facet that have names. */
export function knownFacetValues(key: FacetKey): string[] {
  return Object.keys(facets[key].names);
}

/** What a value of a facet is called. */
export function facetValueName(key: FacetKey, code: string, locale: Locale): string {
  return nameOf(facets[key].names, code, locale);
}

export interface FacetReading {
  /** The codes that are meant; none when no such value can exist. */
  readonly codes: readonly string[];
  readonly isKnown: boolean;
  /** The code that was probably meant by one that is not known. */
  readonly suggestion: string | undefined;
}

/**
 * Reads one typed value by code or by name in either language: an exact one first, then whatever begins with it or holds
 * it, so that half a word narrows to what it can still become.
 */
export function readFacetValue(key: FacetKey, typed: string): FacetReading {
  const { names, aliases = {}, isOpen } = facets[key];
  const codes = Object.keys(names);
  const wanted = plain(typed);
  const known = (found: readonly string[]): FacetReading => ({ codes: found, isKnown: true, suggestion: undefined });
  if (Object.hasOwn(names, typed)) return known([typed]);
  const namesOf = (code: string) => [plain(names[code]?.ko ?? code), plain(names[code]?.en ?? code)];
  const attempts: readonly ((code: string) => boolean)[] = [
    (code) => plain(code) === wanted,
    (code) => namesOf(code).includes(wanted) || (Object.hasOwn(aliases, wanted) && aliases[wanted] === code),
    (code) => [plain(code), ...namesOf(code)].some((word) => word.startsWith(wanted)),
    (code) => namesOf(code).some((word) => word.includes(wanted)),
  ];
  for (const isMeant of wanted === "" ? [] : attempts) {
    const found = codes.filter(isMeant);
    if (found.length > 0) return known(found);
  }
  const words = new Map(codes.flatMap((code) => [code, ...namesOf(code)].map((word) => [word, code])));
  const closest = closestWord(wanted, words.keys());
  return {
    codes: isOpen ? [typed] : [],
    // A facet without names has nothing a value could be unknown to.
    isKnown: codes.length === 0,
    suggestion: closest === undefined ? undefined : words.get(closest),
  };
}

function plain(text: string): string {
  return normaliseForSearch(text).replaceAll(" ", "");
}
