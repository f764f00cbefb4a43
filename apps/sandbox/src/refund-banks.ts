const threeDigits = "002 003 004 007 011 012 020 023 027 031 032 034 037 039 045 048 071 081 088 089 090 092".split(
  " ",
);
const kiwoom = "03 04 08 09 11 15 31 12 05 10".split(" ");
const niceNew = "003 004 011 020 023 031 032 034 071 081 088 089".split(" ");
const welcome = "003 004 007 020 031 032 034 037 039 081 088 089".split(" ");

/** Welcome stopped issuing accounts at these on 2024-12-27 and still refunds to them. */
const welcomeIssuesNoMore: ReadonlySet<string> = new Set(["020", "034", "081"]);

/** Bank codes at which a PG issues virtual accounts, in its own set. */
export function vbankCodesOf(pgProvider: string): readonly string[] {
  const codes = refundBankCodesOf(pgProvider);
  return pgProvider === "welcome" ? codes.filter((code) => !welcomeIssuesNoMore.has(code)) : codes;
}

/** Bank codes a PG takes for a refund account. Each has its own set (developers site, "PG사별 은행코드"). */
export function refundBankCodesOf(pgProvider: string): readonly string[] {
  switch (pgProvider) {
    case "kcp":
    case "kcp_quick":
      return threeDigits.map((code) => `BK${code.slice(1)}`);
    case "html5_inicis":
    case "inicis":
      return threeDigits.map((code) => code.slice(1));
    case "daou":
      return kiwoom;
    case "nice_v2":
      return niceNew;
    case "welcome":
      return welcome;
    default:
      return threeDigits;
  }
}
