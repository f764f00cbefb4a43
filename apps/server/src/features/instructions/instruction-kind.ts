import type { AppError, InstructionFamily, InstructionKindName, InstructionTarget, Permission } from "@maru/domain";
import type { ImportClient, ReadPayment, Unsuccessful } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { Secret } from "../../secret.ts";

/** What instructions need of the console, whoever asks: a request, a list or the console itself. */
export type InstructionDeps = Pick<
  Deps,
  "store" | "upstream" | "clock" | "ids" | "logger" | "live" | "config" | "processId"
>;

/** A JSON object. */
export type Facts = Readonly<Record<string, unknown>>;

/** What of a form outlives the request. What stands in neither is in memory only, until it is sent. */
export interface KeptContents {
  /** Shown to everybody and kept for ever, in the audit log as well: personal data only masked, identifiers never. */
  readonly shown: Facts;
  /** Kept encrypted until the instruction ends, for reading back and for `whenDone`. */
  readonly personal?: Facts;
}

/** What a look at upstream's record just before sending says. */
export interface Judgement {
  /** Set where a rule says no; nothing is sent then. */
  readonly refusal?: AppError | undefined;
  /** What reading back compares with afterwards. Nothing personal. */
  readonly known?: Facts;
  /** What of the people concerned was read on the way and may not be told again in upstream's words, beside what `reads` hold. */
  readonly personal?: readonly string[] | undefined;
  /** Set where money goes back to a buyer: then it is held against the caps of refunds. */
  readonly givesBack?: GivesBack | undefined;
  /** Payments that were read, for the index. */
  readonly reads?: readonly ReadPayment[];
}

/** What of a payment goes back to its buyer by an instruction. */
export interface GivesBack {
  /** In won; nothing else is given back this way. */
  readonly won: number;
  /** As on a refund; null where nobody knows the buyer. */
  readonly customerKey: string | null;
  /** Play money counts against nothing. */
  readonly isTest: boolean;
}

/** What came of it. */
export interface Achievement {
  /** Kept for ever and shown; nothing personal. */
  readonly result?: Facts;
  /** The payment that came of it, where the instruction was not about one. */
  readonly impUid?: string;
  readonly reads?: readonly ReadPayment[];
}

export type SendOutcome =
  /** The answer itself shows that it is done. */
  | ({ readonly kind: "done" } & Achievement)
  /** Upstream took it; only its record can show that it is done. */
  | { readonly kind: "taken" }
  | Unsuccessful;

export type ReadBack =
  | ({ readonly kind: "done" } & Achievement)
  /** Upstream's record is as it was before sending. */
  | { readonly kind: "unchanged"; readonly reads?: readonly ReadPayment[] }
  /** Something changed that may be ours and does not say so. */
  | { readonly kind: "unclear"; readonly facts: Facts; readonly reads?: readonly ReadPayment[] };

/** An instruction as it was kept. */
export interface GivenInstruction {
  readonly id: string;
  readonly target: InstructionTarget;
  readonly shown: Facts;
  /** Null where nothing personal was kept, or it is gone. */
  readonly personal: Facts | null;
  readonly known: Facts | null;
  readonly askedBy: { readonly userId: string; readonly name: string };
  /** Unix milliseconds; null before it is sent. */
  readonly sentAtMs: number | null;
}

/**
 * One thing that upstream can be told to do. `Contents` is what its form sends. Everything around it, from writing it down
 * to settling a lost answer, is the same for all kinds.
 */
export interface InstructionKind<Contents> {
  readonly kind: InstructionKindName;
  /** Who may give it, and who may say what became of it. */
  readonly permission: Permission;
  /** One instruction of the family at a time is open about this. */
  targetOf(contents: Contents): InstructionTarget;
  keep(contents: Contents): KeptContents;
  /** What makes two forms the same one; all of the contents unless stated. Leave out what must not be kept as a hash either. */
  hashed?(contents: Contents): Facts;
  /** Reads upstream anew and says whether it may be sent. An `AppError` it throws ends the instruction unsent. */
  judge(deps: InstructionDeps, contents: Contents): Promise<Judgement>;
  /** Sends it, once. */
  send(upstream: ImportClient, contents: Contents, known: Facts): Promise<SendOutcome>;
  /** Asks upstream's record what became of it. Leave out where upstream offers no such record. */
  readBack?(deps: InstructionDeps, given: GivenInstruction): Promise<ReadBack>;
  /**
   * Runs in the transaction in which it becomes done, for a memory of the family's own. Asks nobody but the store; what is
   * personal in that memory is encrypted by `secret`.
   */
  whenDone?(tx: Transaction<Database>, given: GivenInstruction, result: Facts, secret: Secret): Promise<void>;
}

/** What is needed of a kind once the form is gone. */
export type RegisteredKind = Pick<InstructionKind<never>, "kind" | "permission" | "readBack" | "whenDone">;

/** The family a kind belongs to: at most one instruction of it about a target is open at a time. */
export function familyOf(kind: InstructionKindName): InstructionFamily {
  return kind.slice(0, kind.indexOf(".")) as InstructionFamily;
}
