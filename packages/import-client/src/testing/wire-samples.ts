/** A payment as upstream writes it, with every field that the document knows. */
export function wirePayment(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    imp_uid: "imp_448280090638",
    merchant_uid: "ORD-20261121-0001",
    pay_method: "card",
    channel: "pc",
    pg_provider: "html5_inicis",
    emb_pg_provider: null,
    pg_tid: "StdpayCARDINIpayTest20261121",
    pg_id: "MOI0000001",
    sandbox: false,
    escrow: false,
    apply_num: "30012345",
    bank_code: null,
    bank_name: null,
    card_code: "361",
    card_name: "BC카드",
    card_issuer_code: null,
    card_issuer_name: null,
    card_publisher_code: null,
    card_publisher_name: null,
    card_quota: 3,
    card_number: "536123******1234",
    card_type: 0,
    vbank_code: null,
    vbank_name: null,
    vbank_num: null,
    vbank_holder: null,
    vbank_date: 0,
    vbank_issued_at: 0,
    name: "유기농 쌀 10kg",
    amount: 30000,
    cancel_amount: 0,
    currency: "KRW",
    buyer_name: "김마루",
    buyer_email: "buyer@example.com",
    buyer_tel: "010-1234-5678",
    buyer_addr: "서울특별시 종로구",
    buyer_postcode: "03154",
    custom_data: null,
    user_agent: "Mozilla/5.0",
    status: "paid",
    started_at: 1795226400,
    paid_at: 1795226460,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: "https://receipt.example/1",
    cancel_history: [],
    cancel_receipt_urls: [],
    cash_receipt_issued: false,
    customer_uid: null,
    customer_uid_usage: null,
    ...changes,
  };
}

/** What the schema requires and nothing else. */
export function smallestWirePayment(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    imp_uid: "imp_448280090638",
    merchant_uid: "ORD-1",
    amount: 30000,
    cancel_amount: 0,
    currency: "KRW",
    status: "ready",
    sandbox: false,
    ...changes,
  };
}

export function envelope(response: unknown, code = 0, message: string | null = null): string {
  return JSON.stringify({ code, message, response });
}
