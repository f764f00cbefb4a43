/** The banks whose accounts PGs document, by KFTC code, in the order of the vendor's table. */
export const refundBanks = [
  "002",
  "003",
  "004",
  "007",
  "011",
  "012",
  "020",
  "023",
  "027",
  "031",
  "032",
  "034",
  "037",
  "039",
  "045",
  "048",
  "071",
  "081",
  "088",
  "089",
  "090",
  "092",
] as const;

/** Kiwoom numbers banks in its own way: its 31 is the post office, KFTC's 031 is iM Bank. */
const kiwoomCodes: Readonly<Record<string, string>> = {
  "003": "03",
  "004": "04",
  "005": "05",
  "011": "08",
  "020": "09",
  "023": "11",
  "032": "15",
  "071": "31",
  "081": "12",
  "088": "10",
};

const niceBanks = ["003", "004", "011", "020", "023", "031", "032", "034", "071", "081", "088", "089"];
const welcomeBanks = ["003", "004", "007", "020", "031", "032", "034", "037", "039", "081", "088", "089"];

/** Welcome takes refunds to these but issues no more virtual accounts at them since 2024-12-27. */
const welcomeRefundOnly = ["020", "034", "081"];

/** PGs for which the vendor prints the three-digit format. */
const threeDigitPgs = [
  "tosspayments",
  "uplus",
  "danal",
  "danal_tpay",
  "nice",
  "kicc",
  "smartro",
  "smartro_v2",
  "settle",
  "settle_acc",
  "settle_firm",
];

export interface PgBankCode {
  /** What goes into `refund_bank` or `vbank_code` for this PG. */
  readonly code: string;
  /** False where the PG publishes no list: three digits are the natural first try, and a person may override them. */
  readonly isDocumented: boolean;
}

/**
 * A bank's code in the PG's own set, from its KFTC code; undefined when the PG does not take that bank. Upstream answers
 * with KFTC codes but wants these when money goes to an account or an account is issued.
 * Source: PortOne developers site "PG사별 은행코드".
 */
export function pgBankCode(
  pgProvider: string,
  bank: string,
  purpose: "refund" | "virtual_account" = "refund",
): PgBankCode | undefined {
  const isListed = refundBanks.some((listed) => listed === bank);
  switch (pgProvider) {
    case "kcp":
    case "kcp_billing":
    case "kcp_quick":
      return isListed ? documented(`BK${bank.slice(1)}`) : undefined;
    case "html5_inicis":
    case "inicis":
      return isListed ? documented(bank.slice(1)) : undefined;
    case "daou":
      return Object.hasOwn(kiwoomCodes, bank) ? documented(kiwoomCodes[bank] ?? bank) : undefined;
    case "nice_v2":
      return niceBanks.includes(bank) ? documented(bank) : undefined;
    case "welcome":
      if (purpose === "virtual_account" && welcomeRefundOnly.includes(bank)) return undefined;
      return welcomeBanks.includes(bank) ? documented(bank) : undefined;
    default:
      return isListed ? { code: bank, isDocumented: threeDigitPgs.includes(pgProvider) } : undefined;
  }
}

/** The banks a PG takes, by KFTC code, with the PG's own code for each. */
export function banksOfPg(
  pgProvider: string,
  purpose: "refund" | "virtual_account" = "refund",
): (PgBankCode & { readonly bank: string })[] {
  return refundBanks.flatMap((bank) => {
    const own = pgBankCode(pgProvider, bank, purpose);
    return own === undefined ? [] : [{ bank, ...own }];
  });
}

function documented(code: string): PgBankCode {
  return { code, isDocumented: true };
}
