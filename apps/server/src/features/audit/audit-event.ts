import type {
  AlertRule,
  ApplicationMove,
  ApplicationState,
  ChannelChangeKind,
  ChannelFacts,
  DocumentKind,
  DocumentType,
  ErrorCode,
  InstructionState,
  InstructionTarget,
  KeyVerdict,
  LaunchAnswer,
  LaunchBoxId,
  LaunchMode,
  Localised,
  Permission,
  RefundState,
  RevealReason,
  Role,
  SuccessName,
  TestPaymentVerdict,
} from "@maru/domain";
import type { BatchPause, BatchSource } from "../batches/batch.tables.ts";
import type { AddressListName } from "../whitelist/whitelist.tables.ts";

/**
 * Everything the audit log tells of. Personal data comes in masked: an entry is kept for ever and read by people who
 * may not see it.
 */
export type AuditEvent =
  | {
      readonly event: "access.refused";
      readonly code: ErrorCode;
      readonly permission: Permission;
      readonly procedure: string;
    }
  | {
      /** A rule of the work itself, or a world that moved; `code` names it. */
      readonly event: "change.refused";
      readonly procedure: string;
      readonly code: ErrorCode;
      readonly facts: Readonly<Record<string, unknown>>;
      readonly impUid?: string;
    }
  | { readonly event: "request.limited"; readonly limit: string; readonly maskedEmail: string | null }
  | {
      readonly event: "session.started";
      readonly userId: string;
      readonly sessionId: string;
      readonly by: SignInMethod;
    }
  | {
      readonly event: "session.refused";
      readonly maskedEmail: string | null;
      readonly step: "password" | "second_factor";
    }
  | {
      readonly event: "session.ended";
      readonly sessionId: string;
      readonly userId: string;
      readonly by: "sign_out" | "revoked" | "password_changed" | "deactivated";
    }
  | { readonly event: "password.changed"; readonly userId: string }
  | { readonly event: "second_factor.enrolled"; readonly userId: string }
  | { readonly event: "second_factor.shown_again"; readonly userId: string; readonly sessionId: string }
  | { readonly event: "second_factor.removed"; readonly userId: string }
  | { readonly event: "recovery_codes.renewed"; readonly userId: string }
  | {
      readonly event: "set_up_link.made";
      readonly purpose: "first_admin" | "invite";
      readonly maskedEmail: string | null;
      readonly role: Role;
    }
  | { readonly event: "set_up_link.refused" }
  | {
      readonly event: "user.created";
      readonly userId: string;
      readonly maskedEmail: string;
      readonly role: Role;
      readonly by: "set_up_link" | "configuration" | "demo";
    }
  | { readonly event: "user.role_changed"; readonly userId: string; readonly before: Role; readonly after: Role }
  | { readonly event: "user.tel_changed"; readonly userId: string; readonly maskedTel: string | null }
  | { readonly event: "user.deactivated"; readonly userId: string }
  | { readonly event: "user.reactivated"; readonly userId: string }
  | ({
      readonly event: "refund.opened";
      readonly balanceSeen: number;
      readonly reasonCode: string;
      readonly isRepeat: boolean;
    } & RefundFacts)
  | ({
      /** `refund.stopped`: it ended without moving money. */
      readonly event: "refund.moved" | "refund.stopped";
      readonly from: RefundState;
      readonly to: RefundState;
      readonly facts: Readonly<Record<string, unknown>>;
    } & RefundFacts)
  | {
      /** Not even begun; `code` names the rule. */
      readonly event: "refund.refused";
      readonly refundId: string;
      readonly impUid: string;
      readonly step: RefundStep;
      readonly code: ErrorCode;
      readonly facts: Readonly<Record<string, unknown>>;
    }
  | { readonly event: "refund.check_asked"; readonly refundId: string; readonly impUid: string }
  | ({ readonly event: "refund.alerted"; readonly sinceMs: number } & Omit<RefundFacts, "tag">)
  | {
      readonly event: "refund.proposed";
      readonly refundId: string;
      readonly impUid: string;
      readonly outcome: "done" | "not_done";
      readonly reason: string;
    }
  | {
      readonly event: "refund.caps_changed";
      readonly role: Role;
      readonly before: Readonly<Record<string, number | null>>;
      readonly after: Readonly<Record<string, number | null>>;
    }
  | { readonly event: "refund_reason.added"; readonly code: string; readonly names: Localised }
  | {
      readonly event: "refund_reason.renamed";
      readonly code: string;
      readonly before: Localised;
      readonly after: Localised;
    }
  | { readonly event: "refund_reason.moved"; readonly code: string; readonly before: string | null }
  | { readonly event: "refund_reason.retired" | "refund_reason.restored"; readonly code: string }
  | { readonly event: "refund.step_up_changed"; readonly before: number | null; readonly after: number | null }
  | {
      readonly event: "audit.exported";
      readonly entries: number;
      readonly filter: Readonly<Record<string, string | undefined>>;
    }
  | { readonly event: "audit.found_broken"; readonly sequence: number; readonly problem: string }
  | { readonly event: "audit.accepted_broken"; readonly sequence: number; readonly reason: string }
  | {
      /** Upstream was asked for a token because a person wanted to know. */
      readonly event: "key.checked";
      readonly verdict: KeyVerdict;
      readonly code: ErrorCode | null;
      /** Upstream's own words, masked. */
      readonly message: string | null;
      /** Tells the secret that was tried from another one, and nothing else. */
      readonly secretFingerprint: string;
    }
  | AddressListEvent
  | ChannelEvent
  | SubMerchantEvent
  | BatchEvent
  | TestPaymentEvent
  | WebhookEvent
  | AlertEvent
  | ApplicationEvent
  | {
      /** Asked of the PG by people; the other two are what upstream said of it. */
      readonly event: "refund_undo.asked" | "refund_undo.restored" | "refund_undo.not_restored";
      readonly impUid: string;
      readonly cancellationId: string;
      readonly amount: number;
      readonly currency: string;
    }
  | InstructionEvent
  | LaunchEvent
  | {
      /** i'mport has the deposit, and none of its webhooks told of it. */
      readonly event: "deposit.untold";
      readonly impUid: string;
      readonly amount: number;
      /** Unix seconds. */
      readonly paidAt: number;
    }
  | { readonly event: "payment.refreshed"; readonly impUid: string }
  | { readonly event: "payment.looked_up"; readonly impUid: string }
  | { readonly event: "payment.raw_read"; readonly impUid: string; readonly isMasked: boolean }
  | {
      readonly event: "payment.exported";
      readonly format: "csv" | "xlsx";
      readonly columns: string;
      /** Which payments, in the words of the list; what was searched for is masked. */
      readonly filter: Readonly<Record<string, unknown>>;
      readonly sort: string;
      readonly payments: number;
      readonly isMasked: boolean;
    }
  | {
      readonly event: "identity.shown";
      /** Of the identity check, which is not a payment. */
      readonly certificationUid: string;
      readonly reason: RevealReason;
      /** In the person's own words, masked. */
      readonly text: string;
    }
  | {
      readonly event: "payment.buyer_revealed";
      readonly impUid: string;
      readonly reason: RevealReason;
      /** In the person's own words, masked. */
      readonly text: string;
      readonly untilMs: number;
    }
  | {
      readonly event: "payment.note_added";
      readonly impUid: string;
      readonly noteId: string;
      readonly mentioned: readonly string[];
    }
  | {
      readonly event: "payment.note_edited";
      readonly impUid: string;
      readonly noteId: string;
      readonly version: number;
      readonly mentioned: readonly string[];
    }
  | {
      /** The note was no longer the wording its author saw. */
      readonly event: "payment.note_edit_refused";
      readonly impUid: string;
      readonly noteId: string;
      readonly version: number;
    }
  | { readonly event: "payment.note_removed"; readonly impUid: string; readonly noteId: string }
  | { readonly event: "view.shared"; readonly viewId: string; readonly name: string }
  | { readonly event: "view.unshared"; readonly viewId: string; readonly name: string }
  | { readonly event: "view.changed"; readonly viewId: string; readonly name: string }
  | { readonly event: "view.removed"; readonly viewId: string; readonly name: string };

/** Amounts are minor units of the currency. */
interface RefundFacts {
  readonly refundId: string;
  readonly impUid: string;
  readonly tag: string;
  readonly amount: number;
  readonly currency: string;
}
/** What somebody may want to do with a refund. */
export type RefundStep = "request" | "approve" | "reject" | "withdraw" | "decide";

type BatchName = "refund_batch" | "invoice_batch";

/** What happened to a list as a whole; each of its refunds or deliveries has entries of its own. */
type BatchEvent = { readonly batchId: string } & (
  | {
      readonly event: `${BatchName}.prepared`;
      readonly source: BatchSource;
      readonly rows: number;
      readonly contentHash: string;
      /** The batch of the same content that was there before. */
      readonly copyOf: string | null;
      readonly reason: string | null;
    }
  /** `changes_wanted`: registered deliveries are to be replaced. */
  | { readonly event: `${BatchName}.chosen` | "invoice_batch.changes_wanted"; readonly rows: number }
  | { readonly event: `${BatchName}.rehearsed`; readonly willGo: number; readonly willNotGo: number }
  | {
      readonly event: "refund_batch.started";
      readonly refunds: number;
      readonly totals: readonly { readonly currency: string; readonly amount: number }[];
    }
  | { readonly event: "refund_batch.start_refused"; readonly code: ErrorCode }
  /** `rest_brought`: rows that came to nothing were read, with whom they go to, for another list. */
  | { readonly event: "invoice_batch.started" | "invoice_batch.rest_brought"; readonly rows: number }
  | { readonly event: `${BatchName}.paused`; readonly because: BatchPause }
  | { readonly event: `${BatchName}.${"rehearsal_asked" | "resumed" | "finished"}` }
);

/** What became of something upstream was told to do, refunds aside. */
type InstructionEvent = {
  readonly instructionId: string;
  readonly kind: string;
  readonly target: InstructionTarget;
} & (
  | { readonly event: "instruction.written"; readonly contents: Readonly<Record<string, unknown>> }
  | {
      /** `instruction.stopped`: it ended without a change at upstream. */
      readonly event: "instruction.moved" | "instruction.stopped";
      readonly from: InstructionState;
      readonly to: InstructionState;
      readonly facts: Readonly<Record<string, unknown>>;
    }
  | {
      /** Not even begun; `code` names the rule. */
      readonly event: "instruction.refused";
      readonly step: "give" | "confirm";
      readonly code: ErrorCode;
      readonly facts: Readonly<Record<string, unknown>>;
    }
  | { readonly event: "instruction.alerted"; readonly sinceMs: number }
);

/** Settings as they were and as they are; addresses are told without their query, secrets not at all. */
type WebhookEvent =
  | {
      readonly event: "webhook.settings_changed" | "webhook.forwarding_changed";
      readonly before: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    }
  | { readonly event: "webhook.secret_renewed" }
  | {
      readonly event: "webhook.replayed";
      readonly replayId: string;
      readonly to: "processor" | "shop";
      readonly count: number;
      readonly which: Readonly<Record<string, unknown>>;
    };

/** Addresses are told; what they are for is in people's own words and is not. */
type AddressListEvent =
  | {
      readonly event: "whitelist.changed" | "allow_list.changed";
      readonly list: AddressListName;
      readonly before: { readonly isOn: boolean; readonly addresses: readonly string[] };
      readonly after: { readonly isOn: boolean; readonly addresses: readonly string[] };
    }
  /** By a command on the server's own machine. */
  | { readonly event: "allow_list.cleared" };

/** Where alerts go is told as everybody may see it. */
type AlertEvent =
  | {
      readonly event: "alert.rule_changed";
      readonly rule: AlertRule;
      readonly before: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    }
  | { readonly event: "alert.muted"; readonly rule: AlertRule; readonly untilMs: number | null }
  | {
      readonly event: "alert.destination_added";
      readonly destinationId: string;
      readonly kind: "email" | "hook";
      readonly shown: string;
    }
  | { readonly event: "alert.destination_removed"; readonly destinationId: string }
  | { readonly event: "alert.tested"; readonly destinationId: string; readonly isTaken: boolean };

/** What people record of applications; names, contacts and words stay with the application. */
type ApplicationEvent =
  | { readonly event: "application.business_saved"; readonly fields: readonly string[]; readonly problems: number }
  | {
      readonly event: "application.added";
      readonly applicationId: string;
      readonly method: string;
      readonly pgProvider: string;
      readonly paymentType: string;
      readonly integration: string;
    }
  | {
      readonly event: "application.changed";
      readonly applicationId: string;
      readonly fields: readonly string[];
      readonly ownerId: string | null;
      readonly dueOn: string | null;
    }
  | {
      readonly event: "application.moved";
      readonly applicationId: string;
      readonly from: ApplicationState;
      readonly to: ApplicationState;
      readonly move: ApplicationMove;
    }
  | { readonly event: "application.noted"; readonly applicationId: string }
  | {
      readonly event: "application.removed";
      readonly applicationId: string;
      readonly method: string;
      readonly pgProvider: string;
      readonly state: ApplicationState;
      readonly files: number;
    }
  | {
      readonly event: "application.file_added" | "application.file_removed" | "application.file_taken";
      readonly fileId: string;
      /** Absent where the file is of the business itself. */
      readonly applicationId?: string;
      readonly kind: DocumentKind;
      readonly type: DocumentType;
      readonly bytes: number;
    };

/** What a redirect said is told as what it claimed; amounts are minor units of the currency. */
type TestPaymentEvent = { readonly testPaymentId: string; readonly merchantUid: string } & (
  | {
      readonly event: "test_payment.started";
      readonly pgProvider: string;
      readonly mid: string;
      readonly isTestChannel: boolean;
      readonly amount: number;
      readonly currency: string;
    }
  /** Whether upstream has the amount that the window must ask for. */
  | { readonly event: "test_payment.prepared" | "test_payment.not_prepared"; readonly code: ErrorCode | null }
  | {
      readonly event: "test_payment.returned";
      readonly claimedImpUid: string | null;
      readonly success: boolean | null;
      readonly successName: SuccessName;
      readonly isOdd: boolean;
      /** By the address that the window was given for this person. */
      readonly isFromWindow: boolean;
      readonly isKept: boolean;
    }
  | {
      readonly event: "test_payment.judged";
      readonly verdict: TestPaymentVerdict;
      readonly isContradicted: boolean;
      readonly impUid?: string;
    }
);

/** What upstream lists differently from one look to the next; keys are left out. */
type ChannelEvent = {
  readonly event: "channel.changed";
  readonly kind: ChannelChangeKind;
  readonly before: Omit<ChannelFacts, "channelKey"> | null;
  readonly after: Omit<ChannelFacts, "channelKey"> | null;
};

/** Where people are led for the console of another store; the code of the parent store is null. */
type SubMerchantEvent = {
  readonly code: string | null;
  readonly name: string | null;
} & (
  | { readonly event: "sub_merchant.declared" | "sub_merchant.removed"; readonly address: string }
  | { readonly event: "sub_merchant.moved"; readonly before: string; readonly after: string }
);

/** What a person says of a box of the launch checklist; what they wrote stands there masked. */
type LaunchEvent = {
  readonly event: "launch_box.attested";
  readonly mode: LaunchMode;
  readonly box: LaunchBoxId;
  readonly version: number;
  readonly answer: LaunchAnswer | "withdraw";
  readonly evidence: string | null;
};

export type SignInMethod = "password" | "authenticator" | "recovery_code" | "demo" | "set_up_link";

export type AuditEventName = AuditEvent["event"];

/** Which events tell of something that was not done. */
const refusals: ReadonlySet<AuditEventName> = new Set([
  "access.refused",
  "audit.found_broken",
  "change.refused",
  "instruction.refused",
  "instruction.stopped",
  "payment.note_edit_refused",
  "refund.refused",
  "refund.stopped",
  "request.limited",
  "refund_batch.start_refused",
  "session.refused",
  "set_up_link.refused",
  "test_payment.not_prepared",
]);

/** Whether an event tells of something that was done, or of something that was refused. */
export function outcomeOf(event: AuditEventName): "done" | "refused" {
  return refusals.has(event) ? "refused" : "done";
}

/** The payment, identity check, list, view, application, order or person an event is about. */
export function subjectOf(event: AuditEvent): string | null {
  if ("impUid" in event && event.impUid !== undefined) return event.impUid;
  if ("certificationUid" in event) return event.certificationUid;
  if ("viewId" in event) return event.viewId;
  if ("batchId" in event) return event.batchId;
  if ("applicationId" in event && event.applicationId !== undefined) return event.applicationId;
  if ("instructionId" in event) return event.target.id;
  if ("testPaymentId" in event) return event.merchantUid;
  return "userId" in event ? event.userId : null;
}
