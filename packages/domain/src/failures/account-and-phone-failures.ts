import type { FailureEntry } from "./failure.ts";

/** Account transfers, virtual accounts and phone bills. */
export const accountAndPhoneFailures: readonly FailureEntry[] = [
  {
    id: "bank_closed",
    messages: [
      "은행 서비스 시간이 아닙니다",
      "결제가 불가능한 시간대입니다",
      "은행 시스템 서비스 중단",
      "해당은행장애",
      "은행 점검",
      "은행 서비스 점검시간",
      "NOT_AVAILABLE_BANK",
      "NOT_AVAILABLE_PAYMENT",
    ],
    sources: ["toss", "nice"],
    cause: {
      ko: "은행이 점검 중이거나 은행 시스템에 문제가 있어요. 자정 전후에 점검하는 은행이 많아요.",
      en: "The bank is under maintenance or its system is down; many close around midnight.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "은행 점검이나 장애로 결제되지 않았어요. 잠시 뒤 다시 시도하시거나 다른 결제수단을 이용해 주세요.",
      en: "The bank is not available right now. Please try later or use another method.",
    },
  },
  {
    id: "account_not_registered",
    messages: [
      "선택하신 출금 계좌가 출금이체 등록이 되어 있지 않아요",
      "자동이체미등록계좌",
      "REJECT_TOSSPAY_INVALID_ACCOUNT",
      "INVALID_ACCOUNT_INFO_RE_REGISTER",
    ],
    sources: ["toss"],
    cause: {
      ko: "출금 계좌가 이체용으로 등록되어 있지 않아요. 등록이 풀렸을 수도 있어요.",
      en: "The account is not, or no longer, registered for withdrawals.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "결제 앱에서 출금 계좌를 다시 등록하신 뒤 결제해 주세요.",
      en: "Please register the account again in your payment app and try again.",
    },
  },
  {
    id: "account_too_new",
    messages: ["계좌는 등록 후 12시간 뒤부터 결제할 수 있습니다", "RESTRICTED_TRANSFER_ACCOUNT"],
    sources: ["toss"],
    cause: {
      ko: "계좌를 등록한 지 12시간이 지나지 않았어요.",
      en: "The account was registered less than 12 hours ago.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "새로 등록한 계좌는 12시간 뒤부터 결제할 수 있어요. 그때 다시 시도하시거나 다른 결제수단을 이용해 주세요.",
      en: "A newly registered account can pay after 12 hours. Please try then or use another method.",
    },
  },
  {
    id: "withdrawal_limit",
    messages: [
      "1일 출금 한도를 초과했습니다",
      "1회 출금 한도를 초과했습니다",
      "출금한도 초과",
      "이체한도 초과",
      "EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT",
      "EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT",
    ],
    sources: ["toss"],
    cause: { ko: "계좌의 출금 한도를 넘었어요.", en: "The account's withdrawal limit is used up." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "계좌의 출금 한도를 넘었어요. 한도를 확인하시거나 다른 결제수단을 이용해 주세요.",
      en: "The withdrawal limit of your account is used up. Please check it or use another method.",
    },
  },
  {
    id: "account_number_wrong",
    messages: ["계좌번호 오류", "계좌번호가 올바르지 않", "없는 계좌번호"],
    sources: ["field"],
    cause: { ko: "계좌번호가 맞지 않아요.", en: "The account number is wrong." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "계좌번호를 다시 확인해 주세요.",
      en: "Please check the account number.",
    },
  },
  {
    id: "bank_not_offered",
    messages: ["회원사 서비스 불가 은행", "금결원오류응답", "지원하지 않는 은행"],
    sources: ["nice"],
    cause: {
      ko: "이 상점의 계약으로는 그 은행 계좌이체를 쓸 수 없거나 금융결제원이 거절했어요.",
      en: "The shop's contract does not cover that bank, or the bank network refused.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "선택하신 은행으로는 결제할 수 없어요. 다른 은행이나 결제수단을 이용해 주세요.",
      en: "That bank is not available here. Please use another bank or method.",
    },
  },
  {
    id: "virtual_account_not_issued",
    messages: [
      "가상계좌 발급 실패",
      "가상계좌 계좌번호 채번시도 횟수초과 오류",
      "가상계좌 정보 오류",
      "가상계좌 채번 실패",
    ],
    sources: ["nice"],
    cause: { ko: "은행이 가상계좌 번호를 내주지 못했어요.", en: "The bank could not issue a virtual account." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "가상계좌가 발급되지 않았어요. 잠시 뒤 다시 시도하시거나 다른 은행을 선택해 주세요.",
      en: "The virtual account could not be issued. Please try again shortly or choose another bank.",
    },
  },
  {
    id: "virtual_account_due_date",
    messages: [
      "가상계좌 입금예정일 오류",
      "입금예정일이 지났습니다",
      "입금예정일을 오늘 이전 날짜로 설정할 수 없습니다",
      "가상 계좌의 최대 유효만료 기간을 초과했습니다",
      "EXCEED_MAX_DUE_DATE",
    ],
    sources: ["nice", "toss"],
    cause: { ko: "입금 기한이 지났거나 허용보다 길어요.", en: "The deposit deadline is in the past or too far away." },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "입금 기한 설정에 문제가 있어 계좌가 발급되지 않았어요. 확인하고 다시 안내드릴게요.",
      en: "The account could not be issued because of its deadline. We will fix this and get back to you.",
    },
  },
  {
    id: "virtual_account_amount_limit",
    messages: ["가상계좌 최대거래금액 초과", "가상계좌 입금 제한 금액을 초과했어요", "EXCEED_DEPOSIT_AMOUNT_LIMIT"],
    sources: ["nice", "toss"],
    cause: {
      ko: "가상계좌로 받을 수 있는 금액을 넘었어요.",
      en: "The amount is above what a virtual account may receive.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "가상계좌로 결제할 수 있는 금액을 넘었어요. 다른 결제수단을 이용해 주세요.",
      en: "The amount is too large for a virtual account. Please use another method.",
    },
  },
  {
    id: "virtual_account_amount_differs",
    messages: ["가상계좌 입금요청 금액 불일치 오류", "입금액이 일치하지 않"],
    sources: ["nice"],
    cause: {
      ko: "입금하려는 금액이 주문 금액과 달라요. 은행이 입금을 받지 않아요.",
      en: "The deposit differs from the order amount, and the bank refuses it.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "안내된 금액과 똑같이 입금해 주셔야 해요. 금액을 확인하신 뒤 다시 입금해 주세요.",
      en: "The deposit must match the amount exactly. Please check it and transfer again.",
    },
  },
  {
    id: "virtual_account_in_use",
    messages: ["해당 계좌는 입금대기상태", "해당 계좌번호는 6개월 이내 재사용 금지", "계좌번호 사용중지 상태"],
    sources: ["nice"],
    cause: { ko: "그 고정 가상계좌는 지금 쓸 수 없어요.", en: "That fixed virtual account cannot be used now." },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "다른 계좌로 다시 발급해 안내드릴게요.",
      en: "We will issue another account for you.",
    },
  },
  {
    id: "phone_limit",
    messages: ["휴대폰 결제 한도", "휴대폰 한도초과", "소액결제 한도", "소액결제한도 초과", "통신사 한도"],
    sources: ["danal"],
    cause: {
      ko: "통신사의 소액결제 한도를 넘었어요. 한도는 매월 1일에 새로 시작해요.",
      en: "The carrier's phone bill limit is used up; it starts anew on the 1st of the month.",
    },
    whoMustAct: "card_company",
    customerSentence: {
      ko: "휴대폰 소액결제 한도를 넘었어요. 통신사에서 한도를 확인하시거나 다른 결제수단을 이용해 주세요.",
      en: "Your phone bill limit is used up. Please check with your carrier or use another method.",
    },
  },
  {
    id: "phone_blocked",
    messages: ["소액결제 차단", "소액결제가 차단", "휴대폰 결제가 차단", "휴대폰 결제 차단", "소액결제 이용동의"],
    sources: ["danal"],
    cause: {
      ko: "구매자의 회선에서 소액결제가 막혀 있어요.",
      en: "Phone bill payments are blocked on the buyer's line.",
    },
    whoMustAct: "card_company",
    customerSentence: {
      ko: "휴대폰 소액결제가 차단되어 있어요. 통신사에서 해제하시거나 다른 결제수단을 이용해 주세요.",
      en: "Phone bill payments are blocked on your line. Please ask your carrier or use another method.",
    },
  },
  {
    id: "phone_policy",
    messages: ["결제 정책상 고객님의 결제 서비스 이용이 제한됩니다", "결제 서비스 이용이 제한", "정책상 이용이 제한"],
    sources: ["danal"],
    cause: {
      ko: "결제사의 정책이 이 회선을 막았어요. 미납 이력, 새로 개통한 회선, 오래 쓰지 않은 회선 같은 이유가 있을 수 있는데, 어느 것인지는 알려 주지 않아요.",
      en: "The provider's own policy blocks this line. Unpaid bills, a new line or long disuse can be behind it; it does not say which.",
    },
    whoMustAct: "card_company",
    customerSentence: {
      ko: "결제사 정책으로 휴대폰 결제가 제한됐어요. 결제사 고객센터에 문의하시거나 다른 결제수단을 이용해 주세요.",
      en: "The phone payment provider's policy does not allow this payment. Please contact it or use another method.",
    },
  },
  {
    id: "phone_bill_unpaid",
    messages: ["요금 미납", "요금이 미납", "미납으로 인해", "미납 고객", "연체 고객"],
    sources: ["danal"],
    cause: { ko: "통신 요금이 밀려 있어요.", en: "The buyer's phone bill is overdue." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "통신 요금 상태 때문에 휴대폰 결제를 할 수 없어요. 통신사에 확인하시거나 다른 결제수단을 이용해 주세요.",
      en: "Phone payment is not available for your line at the moment. Please check with your carrier or use another method.",
    },
  },
  {
    id: "phone_holder_mismatch",
    messages: [
      "명의자 정보가 일치하지 않",
      "명의자 불일치",
      "명의 불일치",
      "가입자 정보가 일치하지 않",
      "가입된 정보와 일치하지 않",
      "주민번호 불일치",
    ],
    sources: ["danal"],
    cause: { ko: "휴대폰 명의와 입력한 정보가 달라요.", en: "The details are not those of the phone line's owner." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "휴대폰 명의 정보가 맞지 않아요. 본인 명의의 휴대폰으로 다시 시도해 주세요.",
      en: "The details do not match the phone's owner. Please use a phone in your own name.",
    },
  },
  {
    id: "sms_code_wrong",
    messages: ["인증번호 오류", "인증번호가 일치하지 않", "인증번호 불일치", "인증번호 입력 시간", "SMS승인번호"],
    sources: ["danal", "nice"],
    cause: {
      ko: "문자로 받은 인증번호가 틀렸거나 시간이 지났어요.",
      en: "The code from the text message was wrong or too late.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "인증번호가 맞지 않거나 시간이 지났어요. 다시 받아 입력해 주세요.",
      en: "The code was wrong or expired. Please request a new one.",
    },
  },
  {
    id: "danal_merchant_suspended",
    messages: [
      "업체정보에 이상이 있습니다. 해당 서비스 업체로 문의하여 주십시오",
      "다날 서버로부터 받은 응답이 올바르지 않습니다",
    ],
    sources: ["danal"],
    cause: {
      ko: "다날에 등록된 상점 상태에 문제가 있을 수 있어요. 다날에 밀린 요금이 있어도 이렇게 답해요. 다날에 문의해 주세요.",
      en: "Danal may hold something against the shop's account; an unpaid fee has been one reason. Ask Danal.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "지금은 이 결제수단을 이용할 수 없어요. 다른 결제수단을 이용해 주세요.",
      en: "This payment method is not available right now. Please use another one.",
    },
  },
  {
    id: "danal_encryption",
    messages: ["1114 Encryption/decryption failed", "Encryption/decryption failed", "다날 휴대폰 통신 오류입니다"],
    sources: ["field", "nice"],
    cause: {
      ko: "다날로 보낸 값이 형식에 맞지 않거나 통신이 끊겼어요. 이름과 주문명의 특수문자를 먼저 확인해 주세요.",
      en: "A value sent to Danal has a wrong form, or the connection broke. Look for special characters in names first.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "결제 연결에 문제가 있어요. 잠시 뒤 다시 시도하시거나 다른 결제수단을 이용해 주세요.",
      en: "There is a problem connecting to the payment provider. Please try again shortly or use another method.",
    },
  },
];
