import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { systemClock } from "../../clock.ts";
import { authenticatorCode } from "../../testing/totp.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const password = "correct horse battery";
const enrolment = z.object({ totpURI: z.string() });
const minute = 60_000;

let desk: RefundDesk;
let cookie: string;
let totpUri: string;

/** With real credentials everybody who moves money has a second factor. Codes go by the machine's own clock. */
beforeEach(async () => {
  desk = await openRefundDesk({
    clock: systemClock,
    environment: { IMPORT_API_KEY: "key-of-a-test-shop", IMPORT_API_SECRET: "secret-of-a-test-shop" },
  });
  await desk.signIn("admin");
  await desk.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
  const admin = await desk.api("admin");
  await admin.refunds.changeStepUp({ above: 5_000 });
  const { link } = await admin.users.invite({ email: "jiwoo@example.com", role: "approver" });
  const token = new URL(link).searchParams.get("token");
  const joined = await desk.http("/api/set-up", { json: { token, name: "Jiwoo", password } });
  const answer = await desk.http("/api/auth/two-factor/enable", { cookie: cookiesOf(joined), json: { password } });
  ({ totpURI: totpUri } = enrolment.parse(await answer.json()));
  cookie = cookiesOf(await show(cookiesOf(joined), -30_000));
});

afterEach(() => desk.close());

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .filter((line) => !/max-age=0/i.test(line))
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Shows the code of now, or of a moment before or after that is still accepted. */
function show(as: string, offsetMs = 0): Promise<Response> {
  const code = authenticatorCode(totpUri, systemClock.now() + offsetMs);
  return desk.http("/api/auth/two-factor/verify-totp", { cookie: as, json: { code } });
}

const answered = z.object({
  result: z.object({ data: z.object({ state: z.string() }) }).optional(),
  error: z.object({ data: z.object({ appCode: z.string() }) }).optional(),
});

/** The state it came to, or the code of why it was not even begun. */
function outcomeOf(json: unknown): string {
  const { result, error } = answered.parse(json);
  return result?.data.state ?? error?.data.appCode ?? "";
}

async function refund(amount: number): Promise<string> {
  const impUid = desk.pay(10_000);
  const answer = await desk.http("/trpc/refunds.request", { cookie, json: desk.form(impUid, { amount }) });
  const outcome = outcomeOf(await answer.json());
  if (outcome !== "done") expect(desk.cancelled(impUid)).toEqual([]);
  return outcome;
}

test("a large refund asks for a fresh code, a small one does not", async () => {
  expect(await refund(5_000)).toBe("done");
  expect(await refund(5_001)).toBe("STEP_UP_REQUIRED");
  expect((await show(cookie)).status).toBe(200);
  expect(await refund(5_001)).toBe("done");
  const { items } = await (await desk.api("admin")).audit.list({ event: "second_factor.shown_again", limit: 1 });
  expect(items).toHaveLength(1);
});

test("a step that gives a Naver order back asks for a code exactly where a refund does, and any other step never", async () => {
  const step = async (amount: number, name: "cancel" | "place") => {
    const impUid = desk.pay(amount, { pgProvider: "naverco", payMethod: "naverpay" });
    const orders = await desk.deps.upstream.listNaverProductOrders(impUid);
    const answer = await desk.http("/trpc/followUps.naverStep", {
      cookie,
      json: {
        instructionId: `a-step-of-${name}-with-${amount}-won-${impUid}`,
        impUid,
        productOrderIds: orders.map(({ productOrderId }) => productOrderId),
        step: name,
        ...(name === "cancel" && { reason: "SOLD_OUT" }),
      },
    });
    const outcome = outcomeOf(await answer.json());
    if (outcome !== "done")
      expect(desk.sandbox.control.ledger.entries({ impUid, kind: "naver_cancelled" })).toEqual([]);
    return outcome;
  };
  expect(await step(5_000, "cancel")).toBe("done");
  expect(await step(5_001, "place")).toBe("done");
  expect(await step(5_001, "cancel")).toBe("STEP_UP_REQUIRED");
  await show(cookie);
  expect(await step(5_001, "cancel")).toBe("done");
  const { items } = await (await desk.api("admin")).audit.list({ event: "instruction.refused", limit: 5 });
  expect(items).toMatchObject([{ details: { kind: "naver_order.cancel", code: "STEP_UP_REQUIRED" } }]);
});

test("a code that was shown counts for five minutes", async () => {
  await show(cookie);
  desk.clock.advance(5 * minute - 1_000);
  expect(await refund(6_000)).toBe("done");
  desk.clock.advance(1_000);
  expect(await refund(6_000)).toBe("STEP_UP_REQUIRED");
});

test("a code that was shown before proves nothing again", async () => {
  expect((await show(cookie)).status).toBe(200);
  desk.clock.advance(5 * minute);
  // Spent codes are forgotten when they would no longer be accepted; this one still would be.
  await desk.deps.store.write
    .updateTable("rate_limits")
    .set(({ eb }) => ({ window_ends_at_ms: eb("window_ends_at_ms", "+", 10 * minute) }))
    .execute();
  const again = await show(cookie);
  expect(again.status).toBe(401);
  expect(await refund(6_000)).toBe("STEP_UP_REQUIRED");
});

test("approving asks for a fresh code whatever the amount", async () => {
  const admin = await desk.as("admin");
  await admin.changeCaps({ role: "support", perRefund: 1, perDay: null, perCustomer: null });
  const impUid = desk.pay(10_000);
  const support = await desk.signIn("support");
  await desk.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
  const form = desk.form(impUid, { amount: 100 });
  await desk.http("/trpc/refunds.request", { cookie: support, json: form });
  const approve = () => desk.http("/trpc/refunds.approve", { cookie, json: { refundId: form.refundId } });
  const refused = await approve();
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("STEP_UP_REQUIRED");
  await show(cookie);
  expect(await (await approve()).json()).toMatchObject({ result: { data: { state: "done" } } });
});
