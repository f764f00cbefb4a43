import type { Actor, RequestSession } from "../../context.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import type { RefundDeps } from "./move-refund.ts";

/** A person who works on refunds; a batch acts for whoever started it, without a session. */
export interface RefundContext extends RefundDeps, Omit<AuditOrigin, "actor" | "clock" | "config"> {
  readonly actor: Actor;
  readonly session: RequestSession | null;
}
