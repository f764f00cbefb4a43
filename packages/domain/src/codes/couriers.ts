import type { CodeTable } from "./code-table.ts";

/**
 * Courier codes of escrow delivery (`logis.company`), the same for every PG. Upstream turns a code it does not know into
 * `ETC` without a word, so a code is checked against this table before it is sent.
 * Source: PortOne developers site "택배사 코드" and the official manual.
 */
export const couriers: CodeTable = {
  CJGLS: { ko: "CJ대한통운", en: "CJ Logistics" },
  HANJIN: { ko: "한진택배", en: "Hanjin" },
  // Historical: the company is Lotte now, the code stayed.
  HYUNDAI: { ko: "롯데택배", en: "Lotte" },
  KGB: { ko: "로젠택배", en: "Logen" },
  EPOST: { ko: "우체국택배", en: "Korea Post parcel" },
  REGISTPOST: { ko: "우편등기", en: "Korea Post registered mail" },
  DAESIN: { ko: "대신택배", en: "Daesin" },
  DONGBU: { ko: "동부택배", en: "Dongbu" },
  HANARO: { ko: "하나로택배", en: "Hanaro" },
  SAGAWA: { ko: "SC로지스", en: "SC Logis" },
  YELLOWCAP: { ko: "옐로우캡", en: "Yellow Cap" },
  CHUNIL: { ko: "천일택배", en: "Chunil" },
  ILYANG: { ko: "일양로지스", en: "Ilyang" },
  CVSNET: { ko: "편의점택배", en: "CVSnet" },
  KDEXP: { ko: "경동택배", en: "Kyungdong" },
  HONAM: { ko: "우리택배(구 호남택배)", en: "Woori (formerly Honam)" },
  HDEXP: { ko: "합동택배", en: "Hapdong" },
  ETC: { ko: "기타", en: "Other" },
};

const successors: Readonly<Record<string, string>> = { LOGEN: "KGB", KOREX: "CJGLS" };

/** The code to send today for a code that was retired (`LOGEN` is `KGB` now); any other code is returned as it is. */
export function currentCourierCode(code: string): string {
  return Object.hasOwn(successors, code) ? (successors[code] ?? code) : code;
}
