import { Draws, Weighted } from "./random.ts";

interface Good {
  name: string;
  price: number;
  isTaxFree: boolean;
}

const goods = new Weighted<Good>(
  (
    [
      ["순면 양말 5족 세트", 9900, 9], ["대나무 행주 10매", 6900, 5], ["핸드크림 라벤더 50ml", 9900, 7], ["캔버스 에코백", 12900, 6],
      ["스텐 텀블러 500ml", 19800, 9], ["수제 그래놀라 500g", 14900, 7], ["드립백 커피 12입", 15900, 8], ["유리 밀폐용기 3종", 18900, 5],
      ["극세사 담요", 19800, 6], ["무지 반팔 티셔츠", 15900, 9], ["린넨 앞치마", 23900, 4], ["아로마 디퓨저 200ml", 24900, 6],
      ["기모 후드 집업", 39000, 6], ["와이드 데님 팬츠", 42900, 6], ["니트 가디건", 33000, 7], ["오버핏 셔츠", 29900, 7],
      ["무쇠 프라이팬 26cm", 45000, 4], ["도자기 머그 2입", 22000, 5], ["원목 도마", 27500, 4], ["LED 독서등", 33000, 4],
      ["블루투스 이어폰", 59000, 4], ["무선 충전 패드", 28900, 4], ["접이식 캠핑 의자", 36900, 3], ["러닝화", 89000, 4],
      ["백팩 20L", 69000, 3], ["구스 베개", 49000, 3], ["홑이불 퀸", 55000, 3], ["사계절 이불 세트 Q", 129000, 2],
      ["가습기 4L", 79000, 2], ["핸드 블렌더", 64900, 2], ["전기포트 1.7L", 39900, 3], ["에어프라이어 5L", 119000, 2],
      ["공기청정기 필터", 34900, 3], ["울 코트", 189000, 1.2], ["로봇 청소기", 389000, 0.5], ["원목 책상 1400", 268000, 0.6],
      ["등산 스틱 2개입", 46000, 2], ["요가 매트 10mm", 25900, 4], ["단백질 쉐이크 14입", 29900, 4], ["비타민C 180정", 21900, 5],
      ["오메가3 90캡슐", 26900, 4], ["홍삼 스틱 30포", 66000, 2], ["반려견 간식 세트", 17900, 5], ["고양이 모래 6L x 4", 33900, 4],
      ["강아지 사료 5kg", 43900, 3], ["문구 세트", 8900, 4], ["2027 다이어리", 16500, 3], ["몽블랑 만년필 잉크", 31000, 1],
      ["제주 감귤 5kg", 24900, 4, true], ["햅쌀 10kg", 36900, 4, true], ["유기농 방울토마토 2kg", 19900, 3, true],
      ["무항생제 한우 국거리 600g", 33000, 2, true], ["해남 고구마 3kg", 15900, 3, true], ["에세이 『느린 하루』", 15300, 2, true],
      ["초등 수학 문제집", 13500, 2, true], ["성주 참외 3kg", 27900, 2, true],
    ] as const
  ).map(([name, price, weight, isTaxFree]) => [{ name, price, isTaxFree: isTaxFree ?? false }, weight] as const),
); // biome-ignore format: a table of rows reads best in rows

const exports: readonly (readonly [string, number])[] = [
  ["Hanji Lamp", 68],
  ["Ceramic Mug Set (2)", 24.9],
  ["Linen Apron", 19.8],
  ["Green Tea 100g", 14.5],
  ["Sheet Mask 20ea", 22.4],
  ["Brass Chopsticks Set", 31],
  ["K-Beauty Gift Box", 59.9],
  ["Wool Cardigan", 84],
];

const subscriptions: readonly (readonly [string, number])[] = [
  ["정기배송 원두 1kg", 33000],
  ["정기배송 생수 2L x 12", 9900],
  ["정기배송 기저귀 팩", 49800],
  ["멤버십 월 이용권", 4900],
  ["정기배송 꽃 한다발", 19800],
  ["프리미엄 구독", 14900],
];

export interface Basket {
  name: string;
  amount: number;
  currency: "KRW" | "USD";
  /** Tax-free part of the amount. */
  taxFree: number;
  /** What one returned article is worth: the natural size of a partial cancel. */
  articlePrice: number;
}

const STREAM_BASKET = 5000;
const SHIPPING = 3000;
const FREE_SHIPPING_FROM = 50_000;

export type BasketKind = "shop" | "abroad" | "subscription";

/** What order `order` holds. */
export function basketOf(seed: number, order: number, kind: BasketKind): Basket {
  const draws = new Draws(seed, order, STREAM_BASKET);
  if (kind === "abroad") {
    const [name, price] = draws.pick(exports);
    const pieces = draws.chance(0.25) ? 2 : 1;
    const cents = Math.round(price * 100) * pieces + (draws.chance(0.7) ? 1290 : 0);
    return { name, amount: cents / 100, currency: "USD", taxFree: 0, articlePrice: price };
  }
  if (kind === "subscription") {
    const [name, price] = draws.pick(subscriptions);
    return { name, amount: price, currency: "KRW", taxFree: 0, articlePrice: price };
  }
  const first = goods.at(draws.unit());
  const lines = draws.chance(0.62) ? 1 : draws.chance(0.6) ? 2 : draws.between(3, 5);
  const pieces = draws.chance(0.16) ? 2 : 1;
  let amount = first.price * pieces;
  let taxFree = first.isTaxFree ? amount : 0;
  for (let line = 1; line < lines; line++) {
    const good = goods.at(draws.unit());
    amount += good.price;
    if (good.isTaxFree) taxFree += good.price;
  }
  const coupon = amount >= 30_000 && draws.chance(0.12) ? draws.pick([1000, 2000, 3000, 5000]) : 0;
  amount -= coupon;
  taxFree = Math.min(taxFree, amount);
  if (amount < FREE_SHIPPING_FROM && draws.chance(0.8)) amount += SHIPPING;
  return {
    name: lines > 1 ? `${first.name} 외 ${lines - 1}건` : first.name,
    amount,
    currency: "KRW",
    taxFree,
    articlePrice: first.price,
  };
}
