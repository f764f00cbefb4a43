import type { AppRouter } from "@maru/server/router";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { takeEarly } from "./early.ts";

/** Answers a call from what was asked before the code arrived; whatever was not asked, or went wrong, goes on. */
export const earlyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    const early = op.type === "query" ? takeEarly(op.path, op.input) : undefined;
    if (early === undefined) return next(op);
    return observable((observer) => {
      let isOver = false;
      let later: { unsubscribe(): void } | undefined;
      const goOn = () => {
        if (!isOver) later = next(op).subscribe(observer);
      };
      const read = async () => {
        const answer: unknown = await (await early).json();
        if (isOver) return;
        if (isRecord(answer) && isRecord(answer.result)) {
          observer.next({ result: { type: "data", data: answer.result.data } });
          observer.complete();
        } else if (isRecord(answer) && isErrorShape(answer.error)) {
          observer.error(TRPCClientError.from({ error: answer.error }));
        } else goOn();
      };
      read().catch(goOn);
      return () => {
        isOver = true;
        later?.unsubscribe();
      };
    });
  };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isErrorShape(value: unknown): value is { message: string; code: -32_000; data: object } {
  return isRecord(value) && typeof value.message === "string" && typeof value.code === "number" && isRecord(value.data);
}
