/** An answer that is not a success. `code` carries no meaning beyond not being 0; clients read `message`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, message: string, code = -1) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Business failures come under HTTP 200 with a code that is not 0 (developers site, "결제취소 연동"). */
export function refusedAs200(message: string, code = 1): Refusal {
  return new Refusal(200, message, code);
}

export const messages = {
  unauthorized: "Unauthorized",
  paymentNotFound: "존재하지 않는 결제정보입니다.",
  noPayments: "해당되는 결제건을 찾지 못하였습니다.",
  badStatus: "지원되지 않는 상태값입니다.",
  pageTooFar: "데이터 범위를 넘어선 page입니다.",
  windowTooLong: "검색기간은 최대 90일까지 가능합니다.",
  notPrepared: "사전등록된 결제정보가 존재하지 않습니다.",
  missing: (name: string) => `파라미터 누락: ${name}`,
  wrong: (name: string) => `파라미터 오류: ${name}`,
} as const;

const headers = { "content-type": "application/json; charset=utf-8" };

export function answer(response: unknown, status = 200): Response {
  return new Response(JSON.stringify({ code: 0, message: null, response }), { status, headers });
}

export function answerRefusal({ status, code, message }: Refusal): Response {
  return new Response(JSON.stringify({ code, message, response: null }), { status, headers });
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers });
}
