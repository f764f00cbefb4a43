import type { Actor } from "../../context.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import type { InstructionDeps } from "./instruction-kind.ts";

/** A person who tells upstream to do something; a list acts for whoever started it. */
export interface InstructionContext extends InstructionDeps, Omit<AuditOrigin, "actor" | "clock" | "config"> {
  readonly actor: Actor;
}
