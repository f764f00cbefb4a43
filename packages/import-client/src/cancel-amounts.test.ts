import { AppError, type Money, toWireAmount } from "@maru/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallUpstream } from "./call-upstream.ts";
import { cancelPayment } from "./cancel-payment.ts";
import type { CancellationRequest } from "./index.ts";

const nothingLeaves = new AppError("UPSTREAM_UNAVAILABLE", "Nothing leaves a test.");

/** Everything an amount may be at the edge of a program, whatever its types say. */
const anyAmount = fc.oneof(
  fc.integer({ min: -10, max: 60_000 }),
  fc.double(),
  fc.maxSafeInteger(),
  fc.string(),
  fc.bigInt(),
  fc.constantFrom(
    "",
    "0",
    "00",
    "-1",
    "1e3",
    "NaN",
    "１２００",
    0,
    -0,
    1e3,
    Number.NaN,
    2 ** 53,
    null,
    undefined,
    true,
  ),
);
const anyCurrency = fc.constantFrom("KRW", "KRW", "KRW", "JPY", "USD");

test("of a hundred thousand amounts none leaves as nothing, as zero, as a fraction or as more than there is", async () => {
  const sent: { readonly body: unknown; readonly request: CancellationRequest }[] = [];
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(anyAmount, anyAmount, anyCurrency, async (amount, balance, currency) => {
      asked += 1;
      const request = {
        impUid: "imp_448280090638",
        amount: { amount, currency } as Money,
        expectedCancellable: { amount: balance, currency } as Money,
        reason: "고객 변심",
        notifyShop: true,
      };
      const upstream: CallUpstream = {
        read: () => Promise.reject(nothingLeaves),
        write: ({ body }) => {
          sent.push({ body, request });
          return Promise.resolve({ kind: "not_sent", cause: nothingLeaves });
        },
      };
      await cancelPayment(upstream, request);
    }),
    { numRuns: 100_000 },
  );
  expect(asked).toBeGreaterThanOrEqual(100_000);
  expect(sent.length).toBeGreaterThan(1_000);
  for (const { body, request } of sent) {
    const { amount, expectedCancellable } = request;
    expect(Number.isSafeInteger(amount.amount) && amount.amount >= 1).toBe(true);
    expect(amount.amount).toBeLessThanOrEqual(expectedCancellable.amount);
    expect(body).toMatchObject({ amount: toWireAmount(amount), checksum: toWireAmount(expectedCancellable) });
  }
});
