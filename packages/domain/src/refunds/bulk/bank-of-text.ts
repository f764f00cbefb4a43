import { banks } from "../../codes/banks.ts";
import { normaliseForSearch } from "../../search/normalise-for-search.ts";

/** What people write where the table's name is another. */
const otherNames: Readonly<Record<string, string>> = {
  국민: "004",
  kb: "004",
  국민은행: "004",
  기업: "003",
  산업: "002",
  농협은행: "011",
  nh: "011",
  nh농협: "011",
  우리: "020",
  제일: "023",
  제일은행: "023",
  sc: "023",
  씨티: "027",
  씨티은행: "027",
  대구: "031",
  대구은행: "031",
  im뱅크: "031",
  부산: "032",
  광주: "034",
  전북: "037",
  경남: "039",
  새마을: "045",
  mg새마을금고: "045",
  하나: "081",
  keb하나: "081",
  keb하나은행: "081",
  신한: "088",
  케이: "089",
  k뱅크: "089",
  카카오: "090",
  카뱅: "090",
  토스: "092",
  수협은행: "007",
  제주: "035",
  우정사업본부: "071",
};

function keyOf(text: string): string {
  return normaliseForSearch(text).replace(/[^\p{L}\p{N}]/gu, "");
}

const byName: ReadonlyMap<string, string> = new Map([
  ...Object.entries(banks).flatMap(([code, { ko, en }]) => [
    [keyOf(ko), code] as const,
    [keyOf(en), code] as const,
    [code, code] as const,
  ]),
  ...Object.entries(otherNames),
]);

/** The KFTC code of a bank as people write it: `국민은행`, `KB국민`, `004`; undefined when no one bank is meant. */
export function bankOfText(text: string): string | undefined {
  const key = keyOf(text);
  return byName.get(key) ?? byName.get(key.replace(/은행$/, "")) ?? byName.get(`${key}은행`);
}
