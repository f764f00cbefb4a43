import { kstDateDigits } from "./kst.ts";
import { drawBits } from "./random.ts";

const MODULUS = 1_000_000_000_000n;
const MULTIPLIER = 618_033_988_753n;
const HIGH = 618_033;
const LOW = 988_753;
const ORDER_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ORDER_RANGE = 32 ** 6;
const ORDER_MULTIPLIER = 664_083_493n;

function inverse(value: bigint, modulus: bigint): bigint {
  let [oldR, r, oldS, s] = [value, modulus, 1n, 0n];
  while (r !== 0n) {
    const quotient = oldR / r;
    [oldR, r] = [r, oldR - quotient * r];
    [oldS, s] = [s, oldS - quotient * s];
  }
  return ((oldS % modulus) + modulus) % modulus;
}
const impInverse = inverse(MULTIPLIER, MODULUS);
const orderInverse = inverse(ORDER_MULTIPLIER, BigInt(ORDER_RANGE));

/** Ids that look random, never collide inside a world, and lead back to the number they were made from. */
export class PaymentIds {
  readonly #impShift: number;
  readonly #orderShift: number;

  constructor(seed: number) {
    this.#impShift = drawBits(seed, 1, 1) * 97 + (drawBits(seed, 2, 1) % 97);
    this.#orderShift = drawBits(seed, 3, 1) % ORDER_RANGE;
  }

  impUid(number: number): string {
    const scrambled = (((number * HIGH) % 1_000_000) * 1_000_000 + number * LOW + this.#impShift) % 1_000_000_000_000;
    return `imp_${String(scrambled).padStart(12, "0")}`;
  }

  numberOfImpUid(impUid: string): number | null {
    if (!/^imp_\d{12}$/.test(impUid)) return null;
    const scrambled = BigInt(impUid.slice(4)) - BigInt(this.#impShift);
    return Number((((scrambled * impInverse) % MODULUS) + MODULUS) % MODULUS);
  }

  /** The shop's own order number for the order whose first attempt is payment `order`. */
  merchantUid(order: number, startedAt: number, prefix: string): string {
    const scrambled = Number((BigInt(order) * ORDER_MULTIPLIER + BigInt(this.#orderShift)) % BigInt(ORDER_RANGE));
    let code = "";
    for (let n = 5; n >= 0; n--) code += ORDER_ALPHABET[Math.floor(scrambled / 32 ** n) % 32] ?? "";
    return `${prefix}${kstDateDigits(startedAt)}-${code}`;
  }

  /** The order an order number could belong to; whoever asks compares the full text. */
  orderOfMerchantUid(merchantUid: string): number | null {
    const code = /\d{8}-([0-9A-HJKMNP-TV-Z]{6})$/.exec(merchantUid)?.[1];
    if (code === undefined) return null;
    let scrambled = 0;
    for (const letter of code) scrambled = scrambled * 32 + ORDER_ALPHABET.indexOf(letter);
    const range = BigInt(ORDER_RANGE);
    return Number(((((BigInt(scrambled) - BigInt(this.#orderShift)) * orderInverse) % range) + range) % range);
  }
}
