import { normaliseForSearch } from "../search/normalise-for-search.ts";
import { couriers, currentCourierCode } from "./couriers.ts";

/**
 * What people, shops and the couriers' own sheets call them besides the names and codes of the table, without blanks,
 * marks and the words that say no more than "courier". Former names lead to whoever carries on.
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  CJGLS: ["cj", "대한통운", "씨제이", "씨제이대한통운", "cjlogistics", "cjkoreaexpress", "koreaexpress", "cj대한"],
  HANJIN: ["한진", "hanjinexpress"],
  HYUNDAI: [
    "롯데",
    "롯데글로벌",
    "롯데글로벌로지스",
    "롯데로지스틱스",
    "현대",
    "현대로지스틱스",
    "lotte",
    "lotteglobal",
    "lotteglogis",
  ],
  KGB: ["로젠", "logen", "ilogen"],
  EPOST: ["우체국", "우체국소포", "우편소포", "우정사업본부", "koreapost", "post"],
  REGISTPOST: ["등기", "등기우편", "등기통상", "우체국등기"],
  DAESIN: ["대신", "대신정기화물", "대신화물"],
  DONGBU: ["동부", "동부익스프레스", "kg로지스", "케이지로지스", "드림", "kglogis"],
  HANARO: ["하나로"],
  SAGAWA: ["사가와", "사가와익스프레스", "에스씨로지스", "sclogis"],
  YELLOWCAP: ["옐로우캡", "옐로캡", "kg옐로우캡"],
  CHUNIL: ["천일", "천일정기화물", "chunilps"],
  ILYANG: ["일양", "일양익스프레스", "ilyanglogis"],
  CVSNET: ["편의점", "gs25", "gs편의점", "gs25편의점", "gspostbox", "gs포스트박스", "cvsnet편의점"],
  KDEXP: ["경동", "경동화물", "kyungdong", "kd"],
  HONAM: ["호남", "우리", "honam", "우리한방"],
  HDEXP: ["합동", "hapdong"],
  ETC: ["기타", "직접배송", "자체배송", "퀵", "퀵서비스", "other"],
};

const codeByName: ReadonlyMap<string, string> = new Map(
  Object.entries(couriers).flatMap(([code, { ko, en }]) =>
    [code, ko, en, ...ko.split(/[()]/), ...(spellings[code] ?? [])].map((name) => [plainName(name), code] as const),
  ),
);

/** Upstream's code of the courier a text names, whatever the spelling; undefined rather than a guess. */
export function courierOfText(text: string): string | undefined {
  const retired = currentCourierCode(text.trim().toUpperCase());
  if (Object.hasOwn(couriers, retired)) return retired;
  const name = plainName(text);
  return name === "" ? undefined : codeByName.get(name);
}

function plainName(text: string): string {
  return normaliseForSearch(text)
    .replace(/^(?:주식회사|\(주\)|㈜)|(?:주식회사|\(주\)|㈜)$/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/(?:택배|소화물)$/u, "");
}
