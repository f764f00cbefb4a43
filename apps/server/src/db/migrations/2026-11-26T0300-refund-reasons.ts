import { type Kysely, sql } from "kysely";

const first: readonly (readonly [code: string, ko: string, en: string])[] = [
  ["change_of_mind", "단순 변심", "Change of mind"],
  ["size_or_colour", "사이즈·색상이 맞지 않음", "Size or colour does not fit"],
  ["defective", "상품 불량·파손", "Defective or damaged"],
  ["wrong_item", "오배송", "Wrong item delivered"],
  ["not_delivered", "미배송·배송 지연", "Not delivered or late"],
  ["out_of_stock", "품절", "Out of stock"],
  ["duplicate_payment", "중복 결제", "Paid twice"],
  ["price_adjustment", "금액 조정", "Price adjustment"],
  ["order_cancelled", "주문 취소", "Order cancelled"],
  ["suspected_fraud", "부정 사용 의심", "Suspected fraud"],
  ["test", "테스트 결제", "Test payment"],
  ["other", "기타", "Other"],
];

/** The reasons a refund may have, as a console begins with them; administrators change them from there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("refund_reasons")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("name_ko", "text", (column) => column.notNull())
    .addColumn("name_en", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("retired_at_ms", "bigint")
    .execute();
  for (const [position, [code, ko, en]] of first.entries()) {
    await sql`insert into refund_reasons (code, name_ko, name_en, position) values (${code}, ${ko}, ${en}, ${position})`.execute(
      db,
    );
  }
  await db.schema
    .createIndex("refunds_by_reason")
    .on("refunds")
    .columns(["reason_code", "requested_at_ms", "id"])
    .execute();
}
