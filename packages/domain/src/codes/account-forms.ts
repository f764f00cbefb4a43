/** A form that account numbers of a bank have. */
interface AccountForm {
  readonly digits: number;
  /** How those of this length begin; anything where it is left out. */
  readonly begins?: RegExp;
}

/**
 * How many digits the account numbers of a bank have, by KFTC code, old accounts and those that banks took over included.
 * Source: KFTC (금융결제원), "CMS 참가기관별 계좌번호체계", the issues of 24 June 2024 and 8 May 2026, as two public programs
 * have copied them: what does not fit is worth a second look and forbids nothing.
 */
const forms: Readonly<Record<string, readonly AccountForm[]>> = {
  "002": ofDigits(11, 14),
  "003": ofDigits(10, 11, 12, 14),
  // Ten and eleven digits are numbers that people chose or keep for life.
  "004": [{ digits: 10, begins: /^0/ }, { digits: 11, begins: /^[09]/ }, ...ofDigits(12, 14)],
  "007": ofDigits(11, 12, 14),
  // Whoever says "Nonghyup" may mean the bank or a local cooperative.
  "011": ofDigits(11, 12, 13, 14),
  "012": ofDigits(11, 12, 13, 14),
  "020": [...ofDigits(11, 12), { digits: 13, begins: /^1/ }, { digits: 14 }],
  "023": ofDigits(11, 14),
  "027": ofDigits(10, 11, 12, 13),
  "031": ofDigits(7, 8, 9, 10, 11, 12, 13, 14),
  "032": ofDigits(12, 13),
  "034": ofDigits(12, 13),
  "037": ofDigits(12, 13),
  "039": ofDigits(12, 13),
  "045": ofDigits(13),
  "048": ofDigits(10, 11, 12, 13, 14),
  "071": ofDigits(12, 13, 14),
  "081": ofDigits(11, 12, 14),
  "088": ofDigits(11, 12, 13, 14),
  "089": ofDigits(10, 12, 13, 14),
  "090": ofDigits(13),
  "092": ofDigits(12),
};

function ofDigits(...lengths: readonly number[]): readonly AccountForm[] {
  return lengths.map((digits) => ({ digits }));
}

export interface AccountDoubt {
  /** How many digits numbers of this bank have, ascending. */
  readonly lengths: readonly number[];
  /** The length is one of them; its first digits are not how such numbers begin. */
  readonly isBeginning: boolean;
}

/** Why a number hardly is an account of this bank; undefined when it may be one, or the bank's forms are not known. */
export function accountNumberDoubt(bank: string, number: string): AccountDoubt | undefined {
  const known = forms[bank];
  if (known === undefined) return undefined;
  const ofLength = known.filter(({ digits }) => digits === number.length);
  if (ofLength.some(({ begins }) => begins === undefined || begins.test(number))) return undefined;
  const lengths = [...new Set(known.map(({ digits }) => digits))];
  return { lengths, isBeginning: ofLength.length > 0 };
}
