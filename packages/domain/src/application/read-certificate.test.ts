import { describe, expect, test } from "vitest";
import { readCertificate } from "./read-certificate.ts";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** Texts as recognisers give them; numbers, names and places are made up. */
const cases: readonly Case[] = [
  {
    name: "a clean certificate of a corporation",
    text: `사업자등록증
( 법인사업자 )
등록번호 : 124-81-00998
법인명(단체명) : 주식회사 마루상점
대 표 자 : 홍길동
개업연월일:2019년03 월11일
법인등록번호 : 110111-1234567
사업장 소재지 : 서울특별시 마포구 월드컵북로 12, 3층(서교동)
본 점 소 재 지 : 부산광역시 해운대구 센텀로 1
사업의 종류 : 업태 도매 및 소매업 종목 전자상거래 소매업
발급사유 : 신규`,
    fields: {
      businessNumber: "124-81-00998",
      companyName: "주식회사 마루상점",
      representative: "홍길동",
      openedOn: "2019-03-11",
      address: "서울특별시 마포구 월드컵북로 12, 3층(서교동)",
      businessType: "도매 및 소매업",
      businessItem: "전자상거래 소매업",
    },
  },
  {
    name: "syllables printed apart",
    text: "등 록 번 호 : 1 2 4 - 8 1 - 0 0 9 9 8\n상   호 : 마 루 상 점\n성   명 : 홍 길 동\n개 업 연 월 일 : 2 0 1 9 년 3 월 1 일\n사 업 장 소 재 지 : 서 울 특 별 시 마 포 구 월 드 컵 북 로 12",
    fields: {
      businessNumber: "124-81-00998",
      companyName: "마루상점",
      representative: "홍길동",
      openedOn: "2019-03-01",
      address: "서울특별시마포구월드컵북로 12",
    },
  },
  {
    name: "wide digits, wide signs and long dashes",
    text: "등록번호：１２４－８１－００９９８\n개업연월일：２０１９．０３．１１\n상호：마루 상점",
    fields: { businessNumber: "124-81-00998", openedOn: "2019-03-11", companyName: "마루 상점" },
  },
  {
    name: "letters where digits stand",
    text: "등록번호 ; l24—8I—OO998\n대표자 . 김민수",
    fields: { businessNumber: "124-81-00998", representative: "김민수" },
  },
  {
    name: "colons read as other signs or lost",
    text: "등록번호 . 124-81-00998\n상 호(법인명) ; 마루상점\n성명(대표자) | 이 영 희 (李英熙)\n개업년월일 2020/1/5",
    fields: {
      businessNumber: "124-81-00998",
      companyName: "마루상점",
      representative: "이영희",
      openedOn: "2020-01-05",
    },
  },
  {
    name: "labels beside each other in one line",
    text: "상호 : 마루상점 성명 : 홍길동\n개업일 : 2019-03-11 생년월일 : 1980년 01월 01일\n업 태 : 소매업 종 목 : 의류",
    fields: {
      companyName: "마루상점",
      representative: "홍길동",
      openedOn: "2019-03-11",
      businessType: "소매업",
      businessItem: "의류",
    },
  },
  {
    name: "an address over two lines",
    text: "사업장 소재지 : 경기도 성남시 분당구 판교역로 166,\n(백현동, 판교타워) 12층\n발급사유 : 정정",
    fields: { address: "경기도 성남시 분당구 판교역로 166, (백현동, 판교타워) 12층" },
  },
  {
    name: "the value under its label",
    text: "등록번호\n124-81-00998\n상호\n마루상점",
    fields: { businessNumber: "124-81-00998", companyName: "마루상점" },
  },
  {
    name: "the number of the corporation is not the number of the business",
    text: "법인등록번호 : 110111-1234567\n법인명 : 마루",
    fields: { businessNumber: undefined, companyName: "마루" },
  },
  {
    name: "a number without its label, told by its check digit",
    text: "사업자등록증\n999-99-99999\n124 - 81 - 00998",
    fields: { businessNumber: "124-81-00998" },
  },
  {
    name: "a company whose name holds a label",
    text: "상호 : 대표상호상점\n대표자 : 성명희",
    fields: { companyName: "대표상호상점", representative: "성명희" },
  },
  {
    name: "a foreign representative",
    text: "대 표 자 : John Smith\n상 호 : Maru Korea Co., Ltd.",
    fields: { representative: "John Smith", companyName: "Maru Korea Co., Ltd." },
  },
  {
    name: "a day that is none",
    text: "개업연월일 : 2019년 13월 41일",
    fields: { openedOn: undefined },
  },
  { name: "noise", text: "~~ |  ㅣㅣ\n\n:::", fields: {} },
  { name: "nothing", text: "", fields: {} },
];

describe("what a recogniser made of a certificate", () => {
  test.each(cases)("$name", ({ text, fields }) => {
    const read = readCertificate(text).fields;
    const named = Object.fromEntries(Object.keys(fields).map((field) => [field, Reflect.get(read, field)]));
    expect(named).toEqual(fields);
    if (Object.keys(fields).length === 0) expect(read).toEqual({});
  });

  test("says whether the number agrees with its check digit", () => {
    expect(readCertificate("등록번호 : 124-81-00998").isNumberSound).toBe(true);
    expect(readCertificate("등록번호 : 124-81-00988").isNumberSound).toBe(false);
    expect(readCertificate("상호 : 마루").isNumberSound).toBeNull();
  });

  test("tells a corporation from a sole trader", () => {
    expect(readCertificate("( 법인사업자 )").companyForm).toBe("corporation");
    expect(readCertificate("( 일반 과세자 )\n성 명 : 홍길동").companyForm).toBe("sole");
    expect(readCertificate("?").companyForm).toBeNull();
  });

  test("throws for no text, however strange, and takes no time over long ones", () => {
    for (const text of [
      "등록번호".repeat(20_000),
      "상 호 ".repeat(20_000),
      "(".repeat(50_000),
      "\ud800\n등록번호 : \u0000",
    ]) {
      expect(() => readCertificate(text)).not.toThrow();
    }
  });
});
