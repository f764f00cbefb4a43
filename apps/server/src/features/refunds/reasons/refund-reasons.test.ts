import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import { openRefundDesk, type RefundDesk } from "../testing/refund-desk.ts";

const code = (name: string) => ({ cause: { code: name } });
const gift = { ko: "사은품 회수", en: "Gift taken back" };

describeOnBothStores("the reasons of refunds", (open) => {
  let desk: RefundDesk;

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
  });

  afterEach(() => desk.close());

  const active = async () => {
    const { items } = await (await desk.as("viewer")).reasons.list();
    return items.flatMap(({ code: each, isRetired }) => (isRetired ? [] : [each]));
  };

  /** What upstream keeps as the reason of the cancel of this payment. */
  const sentReason = async (impUid: string) => {
    const { payment } = await (await desk.as("finance")).preview({ impUid });
    return payment.cancellations.map(({ reason }) => reason);
  };

  test("are a list that a console begins with, the one in free words last", async () => {
    const { items } = await (await desk.as("viewer")).reasons.list();
    expect(items).toHaveLength(12);
    expect(items[0]).toEqual({ code: "change_of_mind", ko: "단순 변심", en: "Change of mind", isRetired: false });
    expect(items.at(-1)?.code).toBe("other");
  });

  test("are added by an administrator in both languages, stand before the one in free words, and go out by name", async () => {
    const admin = await desk.as("admin");
    await admin.reasons.add({ names: gift });
    expect((await active()).slice(-2)).toEqual(["gift_taken_back", "other"]);
    const impUid = desk.pay(10_000);
    const refund = await (await desk.as("support")).request(
      desk.form(impUid, { reasonCode: "gift_taken_back", reasonText: "행사 종료" }),
    );
    expect(refund).toMatchObject({ state: "done", reasonCode: "gift_taken_back" });
    expect(await sentReason(impUid)).toEqual([expect.stringMatching(/^\[[A-Z2-9]{6}\] 사은품 회수 · 행사 종료$/)]);
  });

  test("are told apart by their names in either language", async () => {
    const admin = await desk.as("admin");
    await expect(admin.reasons.add({ names: { ...gift, ko: "단순 변심" } })).rejects.toMatchObject(
      code("REASON_NAME_TAKEN"),
    );
    await expect(admin.reasons.add({ names: { ...gift, en: "change of MIND" } })).rejects.toMatchObject(
      code("REASON_NAME_TAKEN"),
    );
    await admin.reasons.add({ names: gift });
    await expect(
      admin.reasons.rename({ code: "gift_taken_back", names: { ko: "오배송", en: "Gift" } }),
    ).rejects.toMatchObject(code("REASON_NAME_TAKEN"));
    expect(await active()).toHaveLength(13);
  });

  test("that are retired are given by no new refund and lost by no old one", async () => {
    const [admin, support] = [await desk.as("admin"), await desk.as("support")];
    const old = desk.form(desk.pay(10_000), { reasonCode: "out_of_stock" });
    await support.request(old);
    await admin.reasons.retire({ code: "out_of_stock", isRetired: true });
    expect(await active()).not.toContain("out_of_stock");
    const impUid = desk.pay(10_000);
    const refused = support.request(desk.form(impUid, { reasonCode: "out_of_stock" }));
    await expect(refused).rejects.toMatchObject(code("REFUND_REASON_RETIRED"));
    await expect(support.request(desk.form(impUid, { reasonCode: "made_up" }))).rejects.toMatchObject(
      code("REFUND_REASON_RETIRED"),
    );
    expect(desk.cancelled(impUid)).toEqual([]);
    const { items } = await support.list({ reasonCode: "out_of_stock" });
    expect(items.map(({ refundId }) => refundId)).toEqual([old.refundId]);
    const { items: all } = await support.reasons.list();
    expect(all.find((each) => each.code === "out_of_stock")).toMatchObject({ ko: "품절", isRetired: true });
    await admin.reasons.retire({ code: "out_of_stock", isRetired: false });
    expect((await support.request(desk.form(impUid, { reasonCode: "out_of_stock" }))).state).toBe("done");
  });

  test("that are retired while a refund waits for its approver still go out with it", async () => {
    const admin = await desk.as("admin");
    const impUid = desk.pay(500_000);
    const facts = { amount: 200_000, cancellableAmountSeen: 500_000, reasonCode: "out_of_stock", reasonText: "" };
    const form = desk.form(impUid, facts);
    expect((await (await desk.as("support")).request(form)).state).toBe("waiting_approval");
    await admin.reasons.retire({ code: "out_of_stock", isRetired: true });
    expect((await (await desk.as("approver")).approve({ refundId: form.refundId })).state).toBe("done");
    expect(await sentReason(impUid)).toEqual([expect.stringMatching(/ 품절$/)]);
  });

  test("stand in the order an administrator gives them", async () => {
    const admin = await desk.as("admin");
    await admin.reasons.move({ code: "test", before: "change_of_mind" });
    expect((await active()).slice(0, 3)).toEqual(["test", "change_of_mind", "size_or_colour"]);
    await admin.reasons.move({ code: "test", before: null });
    expect((await active()).slice(-2)).toEqual(["other", "test"]);
    await expect(admin.reasons.move({ code: "test", before: "made_up" })).rejects.toMatchObject(code("NOT_FOUND"));
  });

  test("that only its text explains is there for good, and is never given without words", async () => {
    const admin = await desk.as("admin");
    await expect(admin.reasons.retire({ code: "other", isRetired: true })).rejects.toThrow();
    await expect(admin.reasons.rename({ code: "other", names: gift })).rejects.toThrow();
    const impUid = desk.pay(10_000);
    const support = await desk.as("support");
    await expect(support.request(desk.form(impUid, { reasonCode: "other", reasonText: "기타요" }))).rejects.toThrow();
    expect((await support.request(desk.form(impUid, { reasonCode: "other", reasonText: "행사 취소" }))).state).toBe(
      "done",
    );
  });

  test("are changed by administrators alone, each change with an entry of what was before and after", async () => {
    const api = await desk.api("admin");
    const { reasons } = api.refunds;
    await expect((await desk.as("finance")).reasons.add({ names: gift })).rejects.toMatchObject(code("NOT_ALLOWED"));
    await reasons.add({ names: gift });
    await reasons.rename({ code: "gift_taken_back", names: { ...gift, ko: "사은품 반납" } });
    await reasons.rename({ code: "gift_taken_back", names: { ...gift, ko: "사은품 반납" } });
    await reasons.move({ code: "gift_taken_back", before: "defective" });
    await reasons.retire({ code: "gift_taken_back", isRetired: true });
    await reasons.retire({ code: "gift_taken_back", isRetired: false });
    const { items } = await api.audit.list({ limit: 6 });
    expect(items.map(({ event, details }) => [event, details]).toReversed()).toMatchObject([
      ["access.refused", { permission: "refund:settings", procedure: "refunds.reasons.add" }],
      ["refund_reason.added", { code: "gift_taken_back", names: gift }],
      ["refund_reason.renamed", { before: gift, after: { ko: "사은품 반납" } }],
      ["refund_reason.moved", { code: "gift_taken_back", before: "defective" }],
      ["refund_reason.retired", { code: "gift_taken_back" }],
      ["refund_reason.restored", { code: "gift_taken_back" }],
    ]);
  });

  test("of two people who add at once none is lost, and no code is given twice", async () => {
    const [one, other] = [await desk.as("admin"), await desk.another("admin", "second@example.com")];
    await Promise.all([
      one.reasons.add({ names: { ko: "사은품 하나", en: "Gift!" } }),
      other.reasons.add({ names: { ko: "사은품 둘", en: "Gift?" } }),
    ]);
    expect((await active()).slice(-3).toSorted()).toEqual(["gift", "gift_2", "other"]);
  });

  test("are reported with what was asked for and what went back, play money left out", async () => {
    const finance = await desk.as("finance");
    await finance.request(desk.form(desk.pay(10_000), { amount: 3_000 }));
    await finance.request(desk.form(desk.pay(10_000), { amount: 4_000 }));
    await finance.request(desk.form(desk.pay(10_000), { reasonCode: "defective" }));
    await finance.request(desk.form(desk.pay(10_000, { isTest: true }), { reasonCode: "test" }));
    desk.onCancel({ kind: "drop", when: "before" });
    await finance.request(desk.form(desk.pay(10_000), { reasonCode: "defective" }));
    const viewer = await desk.as("viewer");
    expect((await viewer.reasons.report({ days: 30 })).items).toEqual([
      { reasonCode: "change_of_mind", asked: 2, done: 2, returned: [{ amount: 7_000, currency: "KRW" }] },
      { reasonCode: "defective", asked: 2, done: 1, returned: [{ amount: 1_000, currency: "KRW" }] },
    ]);
    desk.clock.advance(31 * 86_400_000);
    expect((await viewer.reasons.report({ days: 30 })).items).toEqual([]);
  });
});
