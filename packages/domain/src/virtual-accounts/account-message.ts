import { banks } from "../codes/banks.ts";
import { nameOf } from "../codes/code-table.ts";
import { formatInstant } from "../kst-time.ts";
import type { Locale } from "../locale.ts";
import { formatMoney } from "../money/format-money.ts";
import type { Payment } from "../payment.ts";

/**
 * What the shop writes to the buyer about an account: i'mport never tells them. Null where the payment has no account.
 * Source: PortOne help centre, "vbank-info".
 */
export function accountMessage(
  payment: Pick<Payment, "amount" | "merchantUid" | "orderName" | "virtualAccount">,
  locale: Locale,
): string | null {
  const { amount, merchantUid, orderName, virtualAccount: account } = payment;
  if (account === null || account.number === null) return null;
  const bank =
    (account.bank.code === null ? undefined : nameOf(banks, account.bank.code, locale)) ?? account.bank.name ?? "";
  const order = orderName === null ? merchantUid : `${orderName} (${merchantUid})`;
  const due = account.dueAt === null ? null : formatInstant(account.dueAt, locale, "minute");
  // An account without a limit waits for no amount.
  const isUnlimited = amount.amount === 0;
  const lines =
    locale === "ko"
      ? [
          "[입금 안내]",
          `주문: ${order}`,
          `입금 은행: ${bank}`,
          `계좌번호: ${account.number}`,
          account.holder === null ? null : `예금주: ${account.holder}`,
          isUnlimited ? null : `입금 금액: ${formatMoney(amount, locale)}`,
          due === null ? null : `입금 기한: ${due}까지 (한국 시간)`,
          isUnlimited
            ? "금액에 상관없이 여러 번 입금할 수 있어요. 기한이 지나면 입금되지 않을 수 있어요."
            : "금액이 다르거나 기한이 지나면 입금되지 않을 수 있어요.",
        ]
      : [
          "[How to pay]",
          `Order: ${order}`,
          `Bank: ${bank}`,
          `Account number: ${account.number}`,
          account.holder === null ? null : `Account holder: ${account.holder}`,
          isUnlimited ? null : `Amount: ${formatMoney(amount, locale)}`,
          due === null ? null : `Pay before: ${due} (Korean time)`,
          isUnlimited
            ? "Any amount may be paid, as often as needed. A later deposit may be turned away."
            : "Another amount or a later deposit may be turned away.",
        ];
  return lines.filter((line) => line !== null).join("\n");
}
