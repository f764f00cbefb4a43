import type { Localised } from "../locale.ts";

export const applicationCategories = ["general", "easy", "overseas", "identity"] as const;
export type ApplicationCategory = (typeof applicationCategories)[number];

export const applicationCategoryNames: Readonly<Record<ApplicationCategory, Localised>> = {
  general: { ko: "일반결제", en: "General payments" },
  easy: { ko: "간편결제", en: "Easy pay" },
  overseas: { ko: "해외결제", en: "Payments from abroad" },
  identity: { ko: "본인인증", en: "Identity checks" },
};

export const paymentTypes = ["one_time", "subscription", "key_in"] as const;
export type PaymentType = (typeof paymentTypes)[number];

export const paymentTypeNames: Readonly<Record<PaymentType, Localised>> = {
  one_time: { ko: "일반", en: "One-time" },
  subscription: { ko: "정기(빌링)", en: "Subscription" },
  key_in: { ko: "수기(키인)", en: "Key-in" },
};

export const applicationIntegrations = ["window", "api"] as const;
export type ApplicationIntegration = (typeof applicationIntegrations)[number];

export const integrationNames: Readonly<Record<ApplicationIntegration, Localised>> = {
  window: { ko: "결제창", en: "Payment window" },
  api: { ko: "API", en: "API" },
};

interface ApplicationMethod extends Localised {
  readonly category: ApplicationCategory;
  /** PGs it can be applied for at, the usual one first. */
  readonly pgs: readonly string[];
}

const generalPgs =
  "html5_inicis kcp tosspayments nice_v2 kicc smartro_v2 danal_tpay ksnet settle daou welcome galaxia bluewalnut mobilians_v2".split(
    " ",
  );
const withinWindows = ["html5_inicis", "kcp", "tosspayments", "nice_v2"];

/**
 * What can be applied for, in the order of the vendor's own wizard. Which PG really takes a shop for a method is settled
 * with that PG: the vendor publishes no such table, so every PG of the kind is offered.
 */
export const applicationMethods = {
  card: { ko: "신용카드", en: "Card", category: "general", pgs: generalPgs },
  trans: { ko: "계좌이체", en: "Account transfer", category: "general", pgs: generalPgs },
  vbank: { ko: "가상계좌", en: "Virtual account", category: "general", pgs: generalPgs },
  phone: {
    ko: "휴대폰 소액결제",
    en: "Phone bill",
    category: "general",
    pgs: ["danal", ...generalPgs.filter((pg) => pg !== "danal_tpay")],
  },
  kakaopay: { ko: "카카오페이", en: "Kakao Pay", category: "easy", pgs: ["kakaopay", ...withinWindows] },
  naverpay: { ko: "네이버페이", en: "Naver Pay", category: "easy", pgs: ["naverpay", "naverco", ...withinWindows] },
  payco: { ko: "페이코", en: "PAYCO", category: "easy", pgs: ["payco", ...withinWindows] },
  tosspay: { ko: "토스페이", en: "Toss Pay", category: "easy", pgs: ["tosspay_v2", ...withinWindows] },
  samsungpay: { ko: "삼성페이", en: "Samsung Pay", category: "easy", pgs: withinWindows },
  applepay: { ko: "애플페이", en: "Apple Pay", category: "easy", pgs: withinWindows },
  smilepay: { ko: "스마일페이", en: "SmilePay", category: "easy", pgs: ["smilepay"] },
  my_account: { ko: "내통장결제", en: "My Account", category: "easy", pgs: ["settle_acc"] },
  paypal: { ko: "페이팔", en: "PayPal", category: "overseas", pgs: ["paypal_v2"] },
  foreign_card: {
    ko: "해외카드",
    en: "Foreign cards",
    category: "overseas",
    pgs: ["eximbay", "paymentwall", "payletter_global"],
  },
  alipay: { ko: "알리페이", en: "Alipay", category: "overseas", pgs: ["eximbay", "kicc_v2"] },
  wechat: { ko: "위챗페이", en: "WeChat Pay", category: "overseas", pgs: ["eximbay", "kicc_v2"] },
  identity: {
    ko: "휴대폰 본인인증",
    en: "Identity check by phone",
    category: "identity",
    pgs: ["danal", "inicis_unified", "kcp_v2"],
  },
} as const satisfies Readonly<Record<string, ApplicationMethod>>;

export type ApplicationMethodName = keyof typeof applicationMethods;
export const applicationMethodNames = Object.keys(applicationMethods) as ApplicationMethodName[];

/** One thing a shop applies for. Two choices that are equal in all four parts are the same application. */
export interface ApplicationChoice {
  readonly method: ApplicationMethodName;
  readonly pgProvider: string;
  readonly paymentType: PaymentType;
  readonly integration: ApplicationIntegration;
}

/** PGs the method can be applied for at, the usual one first. */
export function pgsOfMethod(method: ApplicationMethodName): readonly string[] {
  return applicationMethods[method].pgs;
}

/** PGs that hand out billing keys, by where. Source: PortOne developers site, 결제대행사별 빌링키 획득 규칙. */
const billingKeys: Readonly<Record<ApplicationIntegration, ReadonlySet<string>>> = {
  window: new Set(
    "tosspayments kcp html5_inicis kicc smartro_v2 naverpay payco tosspay_v2 paypal_v2 danal_tpay mobilians_v2 kakaopay settle_acc paymentwall danal welcome".split(
      " ",
    ),
  ),
  api: new Set("nice_v2 kcp html5_inicis settle daou ksnet tosspayments danal welcome".split(" ")),
};

/**
 * How the choice can be integrated: subscriptions where the PG hands out billing keys, key-in of cards by API. Empty where
 * the PG has nothing of the kind.
 */
export function integrationsOf({
  method,
  pgProvider,
  paymentType,
}: Omit<ApplicationChoice, "integration">): readonly ApplicationIntegration[] {
  if (!pgsOfMethod(method).includes(pgProvider)) return [];
  if (paymentType === "one_time") return ["window"];
  if (applicationMethods[method].category === "identity" || method === "trans" || method === "vbank") return [];
  if (paymentType === "key_in") return method === "card" && billingKeys.api.has(pgProvider) ? ["api"] : [];
  // A brand inside of another PG's window is that PG's subscription by card, not one of its own.
  const isOwn = method === "card" || method === "phone" || pgsOfMethod(method)[0] === pgProvider;
  const hasPhoneKeys = method !== "phone" || ["danal", "mobilians_v2", "welcome"].includes(pgProvider);
  if (!isOwn || !hasPhoneKeys) return [];
  return applicationIntegrations.filter((integration) => billingKeys[integration].has(pgProvider));
}

/** The types in which the method can be applied for at the PG. */
export function paymentTypesOf(choice: Pick<ApplicationChoice, "method" | "pgProvider">): readonly PaymentType[] {
  return paymentTypes.filter((paymentType) => integrationsOf({ ...choice, paymentType }).length > 0);
}

/** What a PG asks a shop beyond the usual. Source: PortOne help centre, the wizard's further questions. */
export const furtherQuestions: Readonly<Partial<Record<string, Localised>>> = {
  naverpay: { ko: "네이버페이 개발 방식을 물어요.", en: "Naver Pay asks how its button is developed." },
  naverco: { ko: "네이버페이 개발 방식을 물어요.", en: "Naver Pay asks how its button is developed." },
  kakaopay: {
    ko: "배송 기간이나 서비스 제공 기간을 물어요.",
    en: "Kakao Pay asks how long delivery or service takes.",
  },
  nice_v2: { ko: "정산받을 계좌를 물어요.", en: "NICE Payments asks for the account settlements go to." },
  html5_inicis: { ko: "사이트 이름을 물어요.", en: "KG Inicis asks for the name of the site." },
  paymentwall: { ko: "구매자가 있는 나라를 물어요.", en: "Paymentwall asks in which countries buyers are." },
  payco: { ko: "페이코 아이디와 계정을 물어요.", en: "PAYCO asks for a PAYCO id and account." },
};
