import type { Localised } from "../locale.ts";

export const applicationRules = [
  "business_incomplete",
  "certificate_missing",
  "move_impossible",
  "cancel_too_late",
  "reason_missing",
  "same_open",
  "not_removable",
  "no_such_member",
  "too_many_applications",
  "too_many_files",
  "sealed_otherwise",
] as const;
/** Why something about an application is not recorded. */
export type ApplicationRule = (typeof applicationRules)[number];

/** Applications that are kept at once, ended ones among them. */
export const mostApplications = 300;
/** Files of one application, or of the business itself. */
export const mostApplicationFiles = 20;

export const applicationRuleWords: Readonly<Record<ApplicationRule, Localised>> = {
  business_incomplete: {
    ko: "사업자 정보에 비었거나 확인하지 않은 칸이 있어요. 모두 채우고 확인한 뒤에 신청으로 적을 수 있어요.",
    en: "Some fields of the business information are empty or unconfirmed. Complete and confirm them before you record the application as submitted.",
  },
  certificate_missing: {
    ko: "사업자등록증 파일이 없어요. 사업자 정보에 올린 뒤에 신청으로 적을 수 있어요.",
    en: "There is no file of the registration certificate. Upload it with the business information before you record the application as submitted.",
  },
  move_impossible: { ko: "지금 단계에서 적을 수 없는 단계예요.", en: "This stage cannot follow the present one." },
  cancel_too_late: {
    ko: "PG사가 접수한 신청은 취소할 수 없어요. 그만두려면 PG사에 알리고, 답을 받으면 거절로 적어 주세요.",
    en: "The PG has received the application, so it can no longer be cancelled. Tell the PG to stop, and record its answer as a rejection.",
  },
  reason_missing: { ko: "이유를 적어 주세요. 이력에 함께 남아요.", en: "Say why. It stays in the history." },
  same_open: {
    ko: "같은 내용의 신청이 이미 진행 중이에요.",
    en: "An application for the same thing is already under way.",
  },
  not_removable: {
    ko: "작성 중이거나 취소·거절된 신청만 지울 수 있어요.",
    en: "Only drafts and cancelled or rejected applications can be removed.",
  },
  no_such_member: {
    ko: "담당자로 고른 구성원이 지금은 없어요. 다른 사람을 골라 주세요.",
    en: "The member chosen as owner is no longer here. Choose somebody else.",
  },
  too_many_applications: {
    ko: `신청은 ${mostApplications}건까지 둘 수 있어요. 끝난 신청을 지워 주세요.`,
    en: `There can be at most ${mostApplications} applications. Remove some that have ended.`,
  },
  too_many_files: {
    ko: `한 신청에 파일은 ${mostApplicationFiles}개까지 둘 수 있어요. 쓰지 않는 파일을 지워 주세요.`,
    en: `An application can hold at most ${mostApplicationFiles} files. Remove some that are not needed.`,
  },
  sealed_otherwise: {
    ko: "지금과 다른 서버 비밀 키로 암호화한 내용이라 열 수 없어요. 예전 값을 되돌려 놓거나 다시 올려 주세요.",
    en: "This was encrypted under another server secret and cannot be opened. Restore the former value, or upload it again.",
  },
};

/** PG codes under which a contract at the PG may appear among the channels. */
const otherCodes: Readonly<Partial<Record<string, readonly string[]>>> = {
  kcp: ["kcp", "kcp_billing"],
  html5_inicis: ["html5_inicis", "inicis"],
  nice_v2: ["nice_v2", "nice"],
  tosspayments: ["tosspayments", "uplus"],
  smartro_v2: ["smartro_v2", "smartro"],
  mobilians_v2: ["mobilians_v2", "mobilians"],
  paypal_v2: ["paypal_v2", "paypal"],
  tosspay_v2: ["tosspay_v2", "tosspay"],
};

/** Every code a channel of this PG may bear. */
export function channelCodesOf(pgProvider: string): readonly string[] {
  return otherCodes[pgProvider] ?? [pgProvider];
}
