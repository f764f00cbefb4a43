import { accountNumberDoubt } from "../codes/account-forms.ts";
import { banks } from "../codes/banks.ts";
import { banksOfPg } from "../codes/pg-bank-codes.ts";
import type { RefundFacts } from "./refund-facts.ts";
import { refundNeeds } from "./refund-needs.ts";
import type { RefundRule } from "./refund-rule.ts";
import { refundSources } from "./refund-sources.ts";

/** Money that returns to a bank account, virtual accounts above all. */
export const accountRules = [
  {
    id: "danal_virtual_account",
    scope: "any",
    verdict: "impossible",
    source: refundSources.danal,
    when: ({ pg, method }) => method === "vbank" && (pg === "danal" || pg === "danal_tpay"),
    sentence: {
      ko: "다날은 가상계좌 환불을 지원하지 않아요. 고객 계좌로 직접 이체하고, 결제 기록 정정은 cs@portone.io에 요청하세요.",
      en: "Danal does not refund virtual accounts. Transfer the money to the customer yourself and ask cs@portone.io to correct the record.",
    },
  },
  {
    id: "japan_convenience_store",
    scope: "any",
    verdict: "impossible",
    source: refundSources.inicisJp,
    when: ({ pg, method }) => pg === "inicis_jp" && method === "cvs",
    sentence: {
      ko: "KG이니시스(일본)의 편의점 결제는 취소할 수 없어요. 고객과 다른 방법을 정하세요.",
      en: "Convenience store payments of KG Inicis Japan cannot be cancelled. Agree on another way with the customer.",
    },
  },
  {
    id: "ksnet_night",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ pg, method, hour }) => pg === "ksnet" && method === "vbank" && (hour >= 23 || hour < 6),
    sentence: {
      ko: "KSNET 가상계좌는 23시부터 6시까지 환불할 수 없어요. 아침 6시(한국 시간) 이후에 다시 열어 주세요.",
      en: "KSNET refunds no virtual account between 23:00 and 06:00. Open this again after 6 in the morning, Korean time.",
    },
  },
  {
    id: "convenience_store_as_account",
    scope: "any",
    verdict: "ask_pg",
    source: refundSources.eximbay,
    when: ({ payment, method }) => method === "vbank" && payment.virtualAccount?.number === "unknown",
    sentence: {
      ko: "가상계좌로 기록됐지만 편의점 결제예요. 환불할 수 있는지 PG에 확인하세요.",
      en: "Recorded as a virtual account, but paid at a convenience store. Ask the PG whether it can be refunded.",
    },
  },
  {
    id: "account_contract",
    scope: "any",
    verdict: "warned",
    source: refundSources.virtualAccountRefund,
    when: ({ pg, method, payment }) =>
      method === "vbank" && !payment.isTestChannel && pg !== "tosspayments" && !isNeverRefunded(pg),
    sentence: {
      ko: "가상계좌 환불은 PG와 특약을 맺은 상점만 할 수 있어요. 특약이 없으면 거절돼요.",
      en: "Only shops with the PG's special contract can refund virtual accounts. Without it the PG refuses.",
    },
  },
  {
    id: "account_fee",
    scope: "any",
    verdict: "allowed",
    source: refundSources.virtualAccountRefund,
    when: ({ pg, method }) => method === "vbank" && !isNeverRefunded(pg),
    sentence: {
      ko: "환불할 때마다 이체 수수료(약 300원)가 들고, 계좌를 발급한 수수료는 돌려받지 못해요.",
      en: "Each refund costs a transfer fee of about ₩300, and the fee for issuing the account is not returned.",
    },
  },
  {
    id: "account_missing",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: (facts) =>
      facts.intent !== null && refundNeeds(facts).refundAccount === "required" && facts.intent.refundAccount === null,
    sentence: {
      ko: "돈을 돌려받을 계좌의 은행, 번호, 예금주가 있어야 해요.",
      en: "The bank, the number and the holder of the account to refund to are needed.",
    },
  },
  {
    id: "account_unwanted",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: (facts) =>
      facts.intent !== null && refundNeeds(facts).refundAccount === "none" && facts.intent.refundAccount !== null,
    sentence: {
      ko: "이 결제는 결제한 수단으로 돌아가요. 환불 계좌를 함께 보내지 마세요.",
      en: "This payment returns the way it was paid. Do not send a refund account.",
    },
  },
  {
    id: "account_bank",
    scope: "any",
    verdict: "impossible",
    source: refundSources.bankCodes,
    when: (facts) => isAccountWanted(facts) && !takesBank(facts),
    sentence: {
      ko: "이 PG는 그 은행으로 환불하지 않아요. 고객에게 다른 은행 계좌를 물어보세요.",
      en: "This PG does not refund to that bank. Ask the customer for an account at another one.",
    },
  },
  {
    id: "account_number",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: (facts) => isAccountWanted(facts) && !/^\d{1,16}$/.test(facts.intent?.refundAccount?.number ?? ""),
    sentence: {
      ko: "계좌번호는 하이픈 없이 숫자 16자리까지예요.",
      en: "An account number has up to 16 digits and no hyphens.",
    },
  },
  {
    id: "account_form",
    scope: "any",
    verdict: "warned",
    source: refundSources.accountForms,
    when: (facts) => isAccountWanted(facts) && accountDoubtOf(facts) !== undefined,
    sentence: (facts) => {
      const { name, number, doubt } = accountDoubtOf(facts) ?? { name: { ko: "", en: "" }, number: "", doubt: null };
      const lengths = doubt?.lengths.join("·") ?? "";
      return doubt?.isBeginning === true
        ? {
            ko: `${number.length}자리인 ${name.ko} 계좌번호는 이렇게 시작하지 않아요. 은행과 번호를 고객에게 다시 확인해 주세요.`,
            en: `Account numbers of ${number.length} digits at ${name.en} do not begin like this. Check the bank and the number with the customer.`,
          }
        : {
            ko: `${name.ko} 계좌번호는 ${lengths}자리인데 ${number.length}자리를 적었어요. 은행과 번호를 고객에게 다시 확인해 주세요.`,
            en: `Account numbers at ${name.en} have ${lengths} digits; this one has ${number.length}. Check the bank and the number with the customer.`,
          };
    },
  },
  {
    id: "account_tel_missing",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: (facts) =>
      isAccountWanted(facts) && refundNeeds(facts).refundTel === "required" && !facts.intent?.refundAccount?.tel,
    sentence: {
      ko: "이 PG는 예금주의 연락처도 있어야 환불해요.",
      en: "This PG also needs the account holder's phone number.",
    },
  },
] as const satisfies readonly RefundRule[];

function isNeverRefunded(pg: string): boolean {
  return pg === "danal" || pg === "danal_tpay";
}

function isAccountWanted(facts: RefundFacts): boolean {
  return (
    facts.intent !== null && facts.intent.refundAccount !== null && refundNeeds(facts).refundAccount === "required"
  );
}

/** A PG that publishes no list may take any bank. */
function takesBank({ pg, intent }: RefundFacts): boolean {
  const known = banksOfPg(pg);
  const own = known.find(({ code }) => code === intent?.refundAccount?.bankCode);
  return own !== undefined || known.some(({ isDocumented }) => !isDocumented);
}

/** What is odd about the number at the bank that the PG's code stands for. */
function accountDoubtOf({ pg, intent }: RefundFacts) {
  const number = intent?.refundAccount?.number ?? "";
  const own = banksOfPg(pg).find(({ code }) => code === intent?.refundAccount?.bankCode);
  const name = own === undefined ? undefined : banks[own.bank];
  const doubt = own === undefined || !/^\d{1,16}$/.test(number) ? undefined : accountNumberDoubt(own.bank, number);
  return name === undefined || doubt === undefined ? undefined : { name, number, doubt };
}
