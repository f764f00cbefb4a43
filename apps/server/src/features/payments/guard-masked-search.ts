import { AppError, isAllowed, type PaymentFilter } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";

type GuardContext = Pick<
  SignedInContext,
  "store" | "clock" | "config" | "actor" | "session" | "ip" | "userAgent" | "requestId"
>;

/** Keeps whoever may not see buyers from finding out by asking: search looks at what their screen masks. */
export interface SearchGuard {
  /** Rejects with SEARCH_TOO_SHORT or TOO_MANY_REQUESTS where the text would be guessing. */
  admit(ctx: GuardContext, text: string | undefined): Promise<void>;
}

/** Everything a filter looks for in payments' texts. What is being typed comes last, as a person types on at the end. */
export function searchedText({
  where,
  failReason,
  text,
}: Partial<Pick<PaymentFilter, "text" | "where" | "failReason">>): string {
  return [...(where ?? []), ...(failReason === undefined ? [] : [failReason]), text ?? ""].join(" ");
}

/** What one person may spend on searches at once, and how much comes back every second. */
const searchAllowance = { atOnce: 60, perSecond: 0.1 } as const;
/** A part of a number costs more than a word or a whole number: some tens of them would spell a number out. */
const price = { search: 1, fragment: 4 } as const;

const shortestFragment = 4;
/** Digits from which a number is one somebody has been told rather than a part to try. */
const wholeNumber = 9;
const textsRemembered = 100;
const mostPeople = 10_000;

interface Spending {
  left: number;
  atMs: number;
  /** The last text that was paid for, or typed on from one that was. */
  lastText: string;
  readonly known: Set<string>;
  isTold: boolean;
}

/** Kept in memory, since searching is reading: each process of a console counts for itself. */
export function createSearchGuard(): SearchGuard {
  const people = new Map<string, Spending>();

  function spendingOf(userId: string, nowMs: number): Spending {
    const known = people.get(userId);
    if (known !== undefined) return known;
    const [oldest] = people.keys();
    if (people.size >= mostPeople && oldest !== undefined) people.delete(oldest);
    const spending = {
      left: searchAllowance.atOnce,
      atMs: nowMs,
      lastText: "",
      known: new Set<string>(),
      isTold: false,
    };
    people.set(userId, spending);
    return spending;
  }

  return {
    async admit(ctx, given) {
      const text = (given ?? "").normalize("NFKC").trim();
      if (text === "" || isAllowed(ctx.actor.role, "buyer:read")) return;
      const fragments = digitFragments(text);
      if (fragments.some((digits) => digits.length < shortestFragment)) {
        const reason = `Your role sees masked buyer data, so numbers are searched by at least ${shortestFragment} digits.`;
        throw new AppError("SEARCH_TOO_SHORT", reason, { details: { shortest: shortestFragment } });
      }
      const nowMs = ctx.clock.now();
      const spending = spendingOf(ctx.actor.userId, nowMs);
      // The next page, its counters, and a text shown before.
      if (spending.known.has(text)) return;
      const isTypedOn = spending.lastText !== "" && isContinued(spending.lastText, text);
      const cost = isTypedOn ? 0 : costOf(fragments);
      const earned = (Math.max(0, nowMs - spending.atMs) / 1000) * searchAllowance.perSecond;
      spending.left = Math.min(searchAllowance.atOnce, spending.left + earned);
      spending.atMs = nowMs;
      if (cost > spending.left) return refuse(ctx, spending, cost);
      spending.left -= cost;
      spending.isTold = false;
      remember(spending, text);
    },
  };
}

async function refuse(ctx: GuardContext, spending: Spending, cost: number): Promise<never> {
  const limit = "masked_search";
  if (!spending.isTold) {
    spending.isTold = true;
    await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "request.limited", limit, maskedEmail: null }));
  }
  const retryAfterSeconds = Math.ceil((cost - spending.left) / searchAllowance.perSecond);
  throw new AppError("TOO_MANY_REQUESTS", `Too many different searches. Try again in ${retryAfterSeconds} seconds.`, {
    details: { limit, retryAfterSeconds },
  });
}

function costOf(fragments: readonly string[]): number {
  const parts = fragments.filter((digits) => digits.length < wholeNumber).length;
  return price.search + parts * price.fragment;
}

function remember(spending: Spending, text: string): void {
  spending.lastText = text;
  spending.known.add(text);
  const [oldest] = spending.known;
  if (spending.known.size > textsRemembered && oldest !== undefined) spending.known.delete(oldest);
}

/** A word that is still being typed is one search, however often the list has followed it. */
function isContinued(before: string, text: string): boolean {
  const [pressedBefore, pressed] = [keysPressed(before), keysPressed(text)];
  return pressed.startsWith(pressedBefore) && /^[\p{L}\p{N}-]*$/u.test(pressed.slice(pressedBefore.length));
}

/**
 * The text key by key. A Korean keyboard writes 김민수 as ㄱ, 기, 김, 김ㅁ, 김미, 김민, 김민ㅅ, 김민수: each replaces the
 * syllable before, and a consonant that ended one begins the next.
 */
function keysPressed(text: string): string {
  return text.normalize("NFD").replace(/[\u1100-\u11ff]/g, (letter) => keys.get(letter) ?? letter);
}

/** Every way in which Unicode writes a letter within a syllable, with the keys that are pressed for it. */
const keys: ReadonlyMap<string, string> = new Map(
  (
    [
      [0x1100, "ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ"],
      [0x1161, "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"],
      [
        0x11a8,
        "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ",
      ],
    ] as const
  ).flatMap(([first, letters]) =>
    letters.split(" ").map((pressed, at) => [String.fromCharCode(first + at), pressed] as const),
  ),
);

/** Amounts and days are nobody's personal data. */
const impersonal = /(^|\s)-?(amount|금액|date|기간|requested|요청)\s*[:：]\s*\S*/giu;
/** Digits with the separators of telephone, account and card numbers between them, and nothing else. */
const dialled = /^[+(]?\d[\d()\-./]*$/;
/** Nearly every number begins with one of these. */
const areaCode = /^(01[016-9]|02|0[3-6]\d)$/;

/** The runs of digits in a search that may be parts of a personal number. */
function digitFragments(text: string): string[] {
  const words = text.replace(impersonal, " ").split(/[\s"'“”]+/u);
  const values = words.map((word) => word.replace(/^-?(?:[\p{L}_-]+[:：])?/u, ""));
  const runs = values.filter((value) => dialled.test(value)).map((value) => value.replace(/\D/g, ""));
  return runs.length > 1 ? runs.filter((run) => !areaCode.test(run)) : runs;
}
