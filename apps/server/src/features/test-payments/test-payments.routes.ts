import { AppError } from "@maru/domain";
import { Hono } from "hono";
import type { HttpEnvironment } from "../../http-environment.ts";
import { requireAllowed } from "../../trpc.ts";
import { openPaymentWindow } from "./payment-window.ts";
import { noSuchTestPayment } from "./start-test-payment.ts";
import { findTestPayment } from "./test-payments.repository.ts";

/**
 * The payment window of a test payment, opened by a link. Whoever may not open it, or has nothing to open, is led to the page
 * that says why.
 */
export function testPaymentsRoutes(): Hono<HttpEnvironment> {
  return new Hono<HttpEnvironment>().get("/api/test-payments/:id/window", async (c) => {
    const id = c.req.param("id");
    try {
      const ctx = await requireAllowed(c.get("ctx"), "test-payment:run", "testPayments.window");
      const row = await findTestPayment(ctx.store.read, { id });
      if (row === undefined) throw noSuchTestPayment();
      const window = await openPaymentWindow(ctx, row);
      if (window.kind === "address") return c.redirect(window.address, 302);
      return c.html(window.html, 200, { ...window.headers });
    } catch (error) {
      if (!isForPeople(error)) throw error;
      return c.redirect(`/settings/test-payments/${encodeURIComponent(id)}`, 302);
    }
  });
}

/** An error that the page of the test payment says better than an answer to a link can. */
function isForPeople(error: unknown): boolean {
  const known = error instanceof Error && error.cause instanceof AppError ? error.cause : error;
  return known instanceof AppError && known.code !== "BUG";
}
