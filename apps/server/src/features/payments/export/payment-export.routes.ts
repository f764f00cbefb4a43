import { AppError, paymentColumns, paymentQuery } from "@maru/domain";
import { Hono } from "hono";
import { z } from "zod";
import type { HttpEnvironment } from "../../../http-environment.ts";
import { readJsonBody } from "../../../read-json-body.ts";
import { requireAllowed } from "../../../trpc.ts";
import { exportPayments } from "./export-payments.ts";

export const paymentExportPath = "/api/payments/export";
/** Each reads everything it writes, so more of them would only make all of them slower, and reports with them. */
const mostAtOnce = 2;
/** How long nobody may take what is ready. */
export const patienceMs = 60_000;

const exportRequest = z.strictObject({
  format: z.enum(["csv", "xlsx"]),
  locale: z.enum(["ko", "en"]),
  columns: z.array(z.enum(paymentColumns)).min(1).max(paymentColumns.length),
  query: paymentQuery,
});

/** The payments of a list as a file. What is looked for comes in the body: addresses are written into logs. */
export function paymentExportRoutes() {
  let running = 0;
  return new Hono<HttpEnvironment>().post(paymentExportPath, async (c) => {
    const ctx = await requireAllowed(c.get("ctx"), "payment:export", "payments.export");
    const request = await readJsonBody(c.req.raw, exportRequest);
    if (running >= mostAtOnce) {
      throw new AppError(
        "TOO_MANY_REQUESTS",
        `${mostAtOnce} exports are being written. Try again when one has ended.`,
        {
          details: { limit: "exports" },
        },
      );
    }
    running += 1;
    const end = () => {
      running -= 1;
    };
    const failed = (error: unknown) => ctx.logger.error({ error, requestId: ctx.requestId }, "an export broke off");
    try {
      const { fileName, contentType, payments, body, release } = await exportPayments(ctx, request);
      const over = () => {
        end();
        release().catch(failed);
      };
      return c.body(whenOver(body, over, failed), 200, {
        "content-type": contentType,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "x-payments": String(payments),
      });
    } catch (error) {
      end();
      throw error;
    }
  });
}

/**
 * The same bytes; `over` is called once, when they have ended, have failed, or nobody takes them any more. Whoever takes
 * none for too long is given no more: what the store shows to an export it must keep for as long as that lasts.
 */
export function whenOver(
  body: ReadableStream<Uint8Array>,
  over: () => void,
  failed: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let isOver = false;
  let impatience: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(impatience);
    if (!isOver) over();
    isOver = true;
  };
  const giveUp = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const error = new Error("Nobody took the next piece of an export for too long.");
    end();
    failed(error);
    controller.error(error);
    reader.cancel(error).catch(() => undefined);
  };
  const waitFor = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    impatience = setTimeout(() => giveUp(controller), patienceMs);
  };
  return new ReadableStream<Uint8Array>(
    {
      // An answer that came too late to be sent is never begun.
      start: waitFor,
      async pull(controller) {
        clearTimeout(impatience);
        try {
          const { done, value } = await reader.read();
          // A piece that was being read when nobody took them any more ends as well.
          if (isOver) return;
          if (!done) {
            controller.enqueue(value);
            waitFor(controller);
            return;
          }
          end();
          controller.close();
        } catch (error) {
          if (isOver) return;
          end();
          failed(error);
          controller.error(error);
        }
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
