export interface CodeName {
  code: string;
  name: string;
}

/** KFTC bank codes as `GET /banks` lists them. */
export const banks: readonly CodeName[] = [
  ["001", "한국은행"],
  ["002", "산업은행"],
  ["003", "기업은행"],
  ["004", "KB국민은행"],
  ["007", "수협중앙회"],
  ["008", "수출입은행"],
  ["011", "NH농협은행"],
  ["012", "지역농축협"],
  ["020", "우리은행"],
  ["023", "SC제일은행"],
  ["027", "한국씨티은행"],
  ["031", "대구은행"],
  ["032", "부산은행"],
  ["034", "광주은행"],
  ["035", "제주은행"],
  ["037", "전북은행"],
  ["039", "경남은행"],
  ["045", "새마을금고"],
  ["048", "신협"],
  ["050", "저축은행"],
  ["054", "HSBC은행"],
  ["055", "도이치은행"],
  ["064", "산림조합중앙회"],
  ["071", "우체국"],
  ["081", "하나은행"],
  ["088", "신한은행"],
  ["089", "케이뱅크"],
  ["090", "카카오뱅크"],
  ["092", "토스뱅크"],
  ["209", "유안타증권"],
  ["218", "KB증권"],
  ["238", "미래에셋증권"],
  ["240", "삼성증권"],
  ["243", "한국투자증권"],
  ["247", "NH투자증권"],
  ["261", "교보증권"],
  ["264", "키움증권"],
  ["266", "SK증권"],
  ["267", "대신증권"],
  ["269", "한화투자증권"],
  ["270", "하나증권"],
  ["278", "신한투자증권"],
  ["287", "메리츠증권"],
].map(([code = "", name = ""]) => ({ code, name }));

/** KFTC card company codes as `GET /cards` lists them. */
export const cards: readonly CodeName[] = [
  ["361", "BC카드"],
  ["364", "광주카드"],
  ["365", "삼성카드"],
  ["366", "신한카드"],
  ["367", "현대카드"],
  ["368", "롯데카드"],
  ["369", "수협카드"],
  ["370", "씨티카드"],
  ["371", "NH카드"],
  ["372", "전북카드"],
  ["373", "제주카드"],
  ["374", "하나SK카드"],
  ["381", "KB국민카드"],
  ["041", "우리카드"],
  ["071", "우체국"],
  ["002", "산업은행카드"],
  ["045", "새마을금고"],
  ["048", "신협"],
  ["089", "케이뱅크"],
  ["090", "카카오뱅크"],
  ["10001", "유니온페이"],
  ["10002", "다이너스"],
  ["10003", "아멕스"],
  ["10004", "마스터카드"],
  ["10005", "비자"],
  ["10006", "JCB"],
].map(([code = "", name = ""]) => ({ code, name }));

export function bankName(code: string): string | null {
  return banks.find((bank) => bank.code === code)?.name ?? null;
}

export function cardName(code: string): string | null {
  return cards.find((card) => card.code === code)?.name ?? null;
}

/** Cards of foreign brands: their acquirers commonly refuse a partial cancel. */
export function isForeignCard(code: string | null): boolean {
  return code?.startsWith("1000") ?? false;
}
