import { banks, cards } from "@maru/domain";

/** What upstream writes otherwise than the tables of codes do. */
const otherSpellings: Readonly<Record<string, string>> = {
  NH농협은행: "NongHyup",
  NH농협카드: "NH",
  국민은행: "KB Kookmin",
  국민카드: "KB Kookmin",
  농협은행: "NongHyup",
  농협카드: "NH",
  다이너스: "Diners Club",
  대구은행: "iM (Daegu)",
  마스터카드: "Mastercard",
  비씨카드: "BC",
  비자: "Visa",
  산림조합중앙회: "Forestry cooperative",
  산업은행카드: "KDB",
  수협은행: "Suhyup",
  수협중앙회: "Suhyup",
  씨티은행: "Citi Korea",
  아멕스: "American Express",
  외환카드: "Hana",
  유니온페이: "UnionPay",
  지역농축협: "Local NongHyup (livestock)",
  카카오뱅크카드: "Kakao Bank",
  하나SK카드: "Hana",
};

const englishNames: ReadonlyMap<string, string> = new Map([
  ...Object.values(banks).map(({ ko, en }) => [ko, en] as const),
  ...Object.values(cards).map(({ ko, en }) => [ko, en] as const),
  ...Object.entries(otherSpellings),
]);

/** What a card company or a bank that upstream names in Korean is called in English; undefined where that is not known. */
export function englishInstrument(name: string | null): string | undefined {
  return name === null ? undefined : englishNames.get(name.replaceAll(" ", ""));
}
