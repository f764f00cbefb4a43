import {
  banksOfPg,
  formatMoney,
  longestReasonText,
  longestRefundHolder,
  type Money,
  money,
  otherReasonCode,
  type Payment,
  parseTypedAmount,
  proposeSplit,
  type RefundNeeds,
  type RefundRequest,
  type SplitLeft,
  type SplitProblem,
  shortestReason,
  splitProblem,
  type TypedAmountProblem,
} from "@maru/domain";

/** What somebody has typed into the refund form, as they typed it. */
export interface RefundDraft {
  /** Minted when the form is opened: the same id is the same refund, however often it is sent. */
  readonly refundId: string;
  readonly mode: "all" | "part" | null;
  readonly amount: string;
  /** Whether the payment had tax parts; null while nobody has said. */
  readonly hasTaxParts: boolean | null;
  readonly taxFreeLeft: string;
  readonly vatLeft: string;
  /** Null follows the proposal. */
  readonly taxFree: string | null;
  readonly vat: string | null;
  readonly reasonCode: string;
  readonly reasonText: string;
  /** KFTC code. */
  readonly bank: string;
  readonly accountNumber: string;
  readonly accountNumberAgain: string;
  readonly holder: string;
  readonly tel: string;
  /** The account that was compared, as `accountText` writes it; any edit makes it another one. */
  readonly checkedAccount: string;
  readonly requester: "customer" | "admin" | null;
  readonly retainPromotion: boolean | null;
  readonly purchaseConfirmed: boolean;
  readonly notifyShop: boolean;
  readonly repeatReason: string;
  /** The balance its writer saw last, minor units. */
  readonly balanceSeen: number;
  /** Set before it is sent, so that a page that comes back asks for the outcome instead of sending anew. */
  readonly sentAtMs: number | null;
}

/** What the form knows of the payment. */
export interface DraftSubject {
  readonly payment: Payment;
  /** What can be refunded now. */
  readonly refundable: Money;
  readonly needs: RefundNeeds;
  /** The codes a new refund may give as its reason. */
  readonly reasonCodes: readonly string[];
  /** Whether what is left for tax was said when the refund before was made. */
  readonly isSplitKept?: boolean;
}

/** A form as it opens; what was said of the tax parts when the refund before was made is said again. */
export function newDraft(
  refundId: string,
  { payment, refundable, needs }: Omit<DraftSubject, "reasonCodes" | "isSplitKept">,
  splitLeft: Omit<SplitLeft, "refundable"> | null = null,
): RefundDraft {
  const hasTaxParts = splitLeft !== null && (splitLeft.taxFree > 0 || splitLeft.vat !== null);
  const written = (minor: number) => formatMoney(money(minor, refundable.currency), "ko").replace(/[^\d.,]/g, "");
  return {
    refundId,
    mode: null,
    amount: "",
    hasTaxParts: needs.taxFree === "stated" && splitLeft === null ? null : hasTaxParts,
    taxFreeLeft: hasTaxParts ? written(splitLeft.taxFree) : "",
    vatLeft: hasTaxParts && splitLeft.vat !== null ? written(splitLeft.vat) : "",
    taxFree: null,
    vat: null,
    reasonCode: "",
    reasonText: "",
    bank: "",
    accountNumber: "",
    accountNumberAgain: "",
    holder: needs.refundAccount === "required" ? holderOf(payment) : "",
    tel: "",
    checkedAccount: "",
    requester: null,
    retainPromotion: null,
    purchaseConfirmed: false,
    notifyShop: true,
    repeatReason: "",
    balanceSeen: refundable.amount,
    sentAtMs: null,
  };
}

/** A masked name is nobody's account. */
function holderOf({ buyer }: Payment): string {
  return buyer.name === null || buyer.name.includes("*") ? "" : buyer.name.slice(0, longestRefundHolder);
}

/** Where something is missing or wrong, and what. */
export interface DraftProblems {
  readonly mode?: "missing";
  readonly amount?: TypedAmountProblem | "over";
  readonly hasTaxParts?: "missing";
  readonly taxFreeLeft?: "unreadable" | "over";
  readonly vatLeft?: "unreadable" | "over";
  readonly taxFree?: "unreadable" | SplitProblem;
  readonly vat?: "unreadable" | SplitProblem;
  readonly reasonCode?: "missing";
  readonly reasonText?: "missing" | "long";
  readonly bank?: "missing";
  readonly accountNumber?: "wrong";
  readonly accountNumberAgain?: "different";
  readonly holder?: "wrong";
  readonly tel?: "wrong";
  readonly checkedAccount?: "missing";
  readonly requester?: "missing";
  readonly retainPromotion?: "missing";
  readonly purchaseConfirmed?: "missing";
  readonly repeatReason?: "missing";
}

export type DraftField = keyof DraftProblems;

export interface CheckedDraft {
  readonly problems: DraftProblems;
  /** Null while the amount cannot be read. */
  readonly amount: Money | null;
  /** The split as it stands, typed or proposed; null where nothing is split or something cannot be read. */
  readonly split: {
    readonly taxFree: number;
    readonly vat: number | null;
    /** What was left of both before, where somebody stated it. */
    readonly left?: Omit<SplitLeft, "refundable">;
  } | null;
  /** What is sent; null while anything is wrong. */
  readonly request: RefundRequest | null;
}

/** Reads what was typed. The server reads it again; this only says beforehand what it would say. */
export function checkDraft(draft: RefundDraft, subject: DraftSubject, isRepeat: boolean): CheckedDraft {
  const { refundable } = subject;
  const currency = refundable.currency;
  const problems: { -readonly [Field in DraftField]?: DraftProblems[Field] } = {};
  const amount = readAmount(draft, refundable, problems);
  const isPart = amount !== null && amount.amount < refundable.amount;
  const split = readSplit(draft, subject, amount, problems);
  checkReason(draft, subject, problems);
  const refundAccount = readAccount(draft, subject, problems);
  checkExtras(draft, subject, isPart, problems);
  if (isRepeat && draft.repeatReason.trim().length < shortestReason) problems.repeatReason = "missing";
  const isWhole = amount !== null && Object.keys(problems).length === 0;
  return {
    problems,
    amount,
    split,
    request: isWhole
      ? {
          refundId: draft.refundId,
          impUid: subject.payment.impUid,
          currency,
          amount: amount.amount,
          cancellableAmountSeen: draft.balanceSeen,
          split:
            split === null
              ? null
              : {
                  taxFreeAmount: split.taxFree,
                  vatAmount: split.vat,
                  ...(split.left !== undefined && { left: split.left }),
                },
          reasonCode: draft.reasonCode,
          reasonText: draft.reasonText.trim(),
          refundAccount,
          extras: {
            requester: subject.needs.requester === "required" ? draft.requester : null,
            retainPromotion: subject.needs.promotion === "choose" && isPart ? draft.retainPromotion : null,
            ...(subject.needs.purchaseConfirmation === "for_part" && { purchaseConfirmed: draft.purchaseConfirmed }),
          },
          notifyShop: draft.notifyShop,
          repeatReason: isRepeat ? draft.repeatReason.trim() : null,
        }
      : null,
  };
}

type Problems = { -readonly [Field in DraftField]?: DraftProblems[Field] };

function readAmount({ mode, amount }: RefundDraft, refundable: Money, problems: Problems): Money | null {
  if (mode === null) {
    problems.mode = "missing";
    return null;
  }
  if (mode === "all") return refundable;
  const typed = parseTypedAmount(amount, refundable.currency);
  if (!typed.ok) {
    problems.amount = typed.problem;
    return null;
  }
  if (typed.money.amount > refundable.amount) {
    problems.amount = "over";
    return null;
  }
  return typed.money;
}

/** A part of an amount may be zero, which `parseTypedAmount` never lets pass. */
function readTaxPart(text: string, currency: string): number | undefined {
  const typed = parseTypedAmount(text, currency);
  if (typed.ok) return typed.money.amount;
  return typed.problem === "zero" ? 0 : undefined;
}

function readSplit(
  draft: RefundDraft,
  { refundable, needs }: DraftSubject,
  amount: Money | null,
  problems: Problems,
): CheckedDraft["split"] {
  if (draft.hasTaxParts === null) {
    problems.hasTaxParts = "missing";
    return null;
  }
  // To PGs that do not fill in zero by themselves, "all taxable" is said as a zero.
  if (!draft.hasTaxParts) return needs.taxFree === "stated" ? { taxFree: 0, vat: null } : null;
  const { currency } = refundable;
  const taxFreeLeft = readTaxPart(draft.taxFreeLeft, currency);
  if (taxFreeLeft === undefined) problems.taxFreeLeft = "unreadable";
  else if (taxFreeLeft > refundable.amount) problems.taxFreeLeft = "over";
  const hasVat = needs.vat === "if_set" && draft.vatLeft.trim() !== "";
  const vatLeft = hasVat ? readTaxPart(draft.vatLeft, currency) : null;
  if (vatLeft === undefined) problems.vatLeft = "unreadable";
  else if (vatLeft !== null && vatLeft > refundable.amount - (taxFreeLeft ?? 0)) problems.vatLeft = "over";
  if (amount === null || taxFreeLeft === undefined || vatLeft === undefined) return null;
  if (problems.taxFreeLeft !== undefined || problems.vatLeft !== undefined) return null;
  const left = { refundable: refundable.amount, taxFree: taxFreeLeft, vat: vatLeft };
  const proposed = proposeSplit(amount.amount, left);
  const taxFree = draft.taxFree === null ? proposed.taxFreeAmount : readTaxPart(draft.taxFree, currency);
  const vat = draft.vat === null || vatLeft === null ? proposed.vatAmount : readTaxPart(draft.vat, currency);
  if (taxFree === undefined) problems.taxFree = "unreadable";
  if (vat === undefined) problems.vat = "unreadable";
  if (taxFree === undefined || vat === undefined) return null;
  const problem = splitProblem(amount.amount, { taxFreeAmount: taxFree, vatAmount: vat }, left);
  if (problem === "vat_over_left") problems.vat = problem;
  else if (problem !== undefined) problems.taxFree = problem;
  return { taxFree, vat, left: { taxFree: taxFreeLeft, vat: vatLeft } };
}

function checkReason({ reasonCode, reasonText }: RefundDraft, { reasonCodes }: DraftSubject, problems: Problems): void {
  if (!reasonCodes.includes(reasonCode)) problems.reasonCode = "missing";
  const length = reasonText.trim().length;
  if (length > longestReasonText) problems.reasonText = "long";
  else if (reasonCode === otherReasonCode && length < shortestReason) problems.reasonText = "missing";
}

/** The account as it is compared: whatever of it changes makes it another text. */
export function accountText({ bank, accountNumber, holder, tel }: RefundDraft): string {
  return [bank, digitsIn(accountNumber), holder.trim(), tel.trim()].join("\n");
}

/** Hyphens and spaces are how people read account numbers out; PGs take digits. */
export function digitsIn(accountNumber: string): string {
  return accountNumber.normalize("NFKC").replace(/[\s-]/g, "");
}

/** `110 123 456789`: in groups that can be read back over the phone. */
export function inGroups(accountNumber: string): string {
  return digitsIn(accountNumber).replace(/(\d{3})(?=\d{2})/g, "$1 ");
}

function readAccount(
  draft: RefundDraft,
  { payment, needs }: DraftSubject,
  problems: Problems,
): RefundRequest["refundAccount"] {
  if (needs.refundAccount === "none") return null;
  const own = banksOfPg(payment.pgProvider ?? "").find(({ bank }) => bank === draft.bank);
  const number = digitsIn(draft.accountNumber);
  const holder = draft.holder.trim();
  const tel = draft.tel.trim();
  if (own === undefined) problems.bank = "missing";
  if (!/^\d{1,16}$/.test(number)) problems.accountNumber = "wrong";
  else if (digitsIn(draft.accountNumberAgain) !== number) problems.accountNumberAgain = "different";
  if (holder === "" || holder.length > longestRefundHolder) problems.holder = "wrong";
  if (needs.refundTel === "required" && !/^[\d-]{8,16}$/.test(tel)) problems.tel = "wrong";
  if (draft.checkedAccount !== accountText(draft)) problems.checkedAccount = "missing";
  if (own === undefined) return null;
  return { bankCode: own.code, number, holder, tel: needs.refundTel === "required" ? tel : null };
}

function checkExtras(draft: RefundDraft, { needs, payment }: DraftSubject, isPart: boolean, problems: Problems): void {
  if (needs.requester === "required" && draft.requester === null) problems.requester = "missing";
  if (needs.promotion === "choose" && isPart && draft.retainPromotion === null) problems.retainPromotion = "missing";
  if (needs.purchaseConfirmation === "for_part" && isPartOfWhole(payment, isPart) && !draft.purchaseConfirmed) {
    problems.purchaseConfirmed = "missing";
  }
}

/** What a PG takes for a partial cancel: the rest of a payment that was cancelled in part before is one as well. */
export function isPartOfWhole(payment: Payment, isPart: boolean): boolean {
  return isPart || payment.cancelledAmount.amount > 0;
}
