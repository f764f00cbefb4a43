import {
  type ApplicationState,
  type applicationChange,
  applicationMove,
  type applicationMoveForm,
  type applicationNote,
  type applicationRemoval,
  type businessChange,
  businessProblems,
  emptyBusiness,
  isFinalApplicationState,
  mayCancelApplication,
  mostApplications,
  needsMoveReason,
  type newApplications,
  usualDocuments,
} from "@maru/domain";
import type { Transaction } from "kysely";
import type { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findMembers } from "../notes/find-members.ts";
import {
  countApplications,
  deleteApplication,
  findBusiness,
  insertApplication,
  insertEvent,
  isUnderWay,
  lockApplication,
  lockBusiness,
  selectFiles,
  updateApplication,
  updateBusiness,
} from "./application.repository.ts";
import type { ApplicationEventKind, ApplicationsTable } from "./application.tables.ts";
import { changedMeanwhile, noSuchApplication, refusedBy } from "./application-refusals.ts";
import {
  type ApplicationDetail,
  type ApplicationOverview,
  type Business,
  listApplications,
  readApplication,
  readBusiness,
} from "./read-applications.ts";
import { openBusiness, openContacts, sealBusiness, sealContacts, sealEventText } from "./sealed-parts.ts";

type Tx = Transaction<Database>;
type Choice = Pick<ApplicationsTable, "method" | "pg_provider" | "payment_type" | "integration">;

/**
 * Keeps what the shop tells of itself, complete or not. Throws APPLICATION_CHANGED where somebody else saved first;
 * nothing is overwritten then.
 */
export async function saveBusiness(
  ctx: SignedInContext,
  { version, information }: z.output<typeof businessChange>,
): Promise<Business> {
  await ctx.store.transact(async (tx) => {
    const row = await lockBusiness(tx);
    if (row.version !== version) throw changedMeanwhile(row.version, row.changed_by_name);
    const before = (row.sealed === null ? null : openBusiness(ctx.config.secret, row.sealed)) ?? emptyBusiness;
    const { certificate: certificateBefore, ...restBefore } = before;
    const { certificate, ...rest } = information;
    const fields = [...changedFields(certificateBefore, certificate), ...changedFields(restBefore, rest)];
    await updateBusiness(tx, {
      version: row.version + 1,
      sealed: sealBusiness(ctx.config.secret, information),
      changed_by_name: ctx.actor.name,
      changed_at_ms: ctx.clock.now(),
    });
    await recordAudit(tx, ctx, {
      event: "application.business_saved",
      fields,
      problems: businessProblems(information).length,
    });
  });
  return readBusiness(ctx);
}

/** Begins to track each of the choices. What is under way already is left as it is. */
export async function addApplications(
  ctx: SignedInContext,
  { choices }: z.output<typeof newApplications>,
): Promise<ApplicationOverview & { readonly added: number }> {
  const added = await ctx.store.transact(async (tx) => {
    // Held until the end, so that of two who add at once the second counts what the first has added.
    const business = await lockBusiness(tx);
    if ((await countApplications(tx)) + choices.length > mostApplications) throw refusedBy("too_many_applications");
    const information = business.sealed === null ? null : openBusiness(ctx.config.secret, business.sealed);
    const nowMs = ctx.clock.now();
    const begun: ApplicationsTable[] = [];
    for (const { method, pgProvider, paymentType, integration } of choices) {
      const choice: Choice = { method, pg_provider: pgProvider, payment_type: paymentType, integration };
      const kinds = usualDocuments(information?.companyForm ?? null, method);
      const application: ApplicationsTable = {
        id: ctx.ids.next(),
        ...choice,
        open_key: openKeyOf(choice),
        state: "draft",
        version: 1,
        owner_id: ctx.actor.userId,
        owner_name: ctx.actor.name,
        due_on: null,
        mid: "",
        contacts_sealed: null,
        documents: JSON.stringify(kinds.map((kind) => ({ kind, state: "needed" }))),
        submitted_at_ms: null,
        created_by_name: ctx.actor.name,
        created_at_ms: nowMs,
        changed_by_name: ctx.actor.name,
        changed_at_ms: nowMs,
      };
      if (!(await insertApplication(tx, application))) continue;
      await tell(tx, ctx, application.id, "added", {});
      begun.push(application);
    }
    for (const application of begun) {
      await recordAudit(tx, ctx, {
        event: "application.added",
        applicationId: application.id,
        method: application.method,
        pgProvider: application.pg_provider,
        paymentType: application.payment_type,
        integration: application.integration,
      });
    }
    return begun.length;
  });
  return { ...(await listApplications(ctx)), added };
}

/** Records who looks after it, until when, whom to call at the PG, and how its papers stand. */
export async function changeApplication(
  ctx: SignedInContext,
  change: z.output<typeof applicationChange>,
): Promise<ApplicationDetail> {
  await ctx.store.transact(async (tx) => {
    const row = await lockSeen(tx, change);
    const owner = await findOwner(tx, ctx, row, change.ownerId);
    const { secret } = ctx.config;
    const contactsBefore = row.contacts_sealed === null ? [] : openContacts(secret, row.id, row.contacts_sealed);
    const fields = changedFields(
      {
        ownerId: row.owner_id,
        dueOn: row.due_on,
        mid: row.mid,
        contacts: contactsBefore,
        documents: JSON.parse(row.documents),
      },
      {
        ownerId: change.ownerId,
        dueOn: change.dueOn,
        mid: change.mid,
        contacts: change.contacts,
        documents: change.documents,
      },
    );
    if (fields.length === 0) return;
    await updateApplication(tx, row.id, {
      ...touched(ctx, row),
      owner_id: owner?.id ?? null,
      owner_name: owner?.name ?? null,
      due_on: change.dueOn,
      mid: change.mid,
      contacts_sealed: change.contacts.length === 0 ? null : sealContacts(secret, row.id, change.contacts),
      documents: JSON.stringify(change.documents),
    });
    await tell(tx, ctx, row.id, "changed", { fields });
    await recordAudit(tx, ctx, {
      event: "application.changed",
      applicationId: row.id,
      fields,
      ownerId: change.ownerId,
      dueOn: change.dueOn,
    });
  });
  return readApplication(ctx, change);
}

/**
 * Records that the application has reached another state. It is recorded as submitted only with complete information and
 * a certificate, and as cancelled only before the PG has it.
 */
export async function moveApplication(
  ctx: SignedInContext,
  { to, reason, ...seen }: z.output<typeof applicationMoveForm>,
): Promise<ApplicationDetail> {
  await ctx.store.transact(async (tx) => {
    const row = await lockSeen(tx, seen);
    const move = applicationMove(row.state, to);
    if (move === null) {
      const isTooLate = to === "cancelled" && !mayCancelApplication(row.state);
      throw refusedBy(isTooLate ? "cancel_too_late" : "move_impossible", { from: row.state, to });
    }
    if (needsMoveReason(move) && reason === "") throw refusedBy("reason_missing", { from: row.state, to });
    if (row.state === "draft" && move === "forward") await requireBusiness(tx, ctx);
    const openKey = isFinalApplicationState(to) ? null : openKeyOf(row);
    if (openKey !== null && (await isUnderWay(tx, openKey, row.id))) throw refusedBy("same_open");
    const nowMs = ctx.clock.now();
    await updateApplication(tx, row.id, {
      ...touched(ctx, row),
      state: to,
      open_key: openKey,
      submitted_at_ms: submittedAt(row, to, nowMs),
    });
    await tell(tx, ctx, row.id, "moved", { from: row.state, to, move }, reason);
    await recordAudit(tx, ctx, { event: "application.moved", applicationId: row.id, from: row.state, to, move });
  });
  return readApplication(ctx, seen);
}

/** Writes something into the history of an application. */
export async function noteApplication(
  ctx: SignedInContext,
  { applicationId, text }: z.output<typeof applicationNote>,
): Promise<ApplicationDetail> {
  await ctx.store.transact(async (tx) => {
    const row = await lockApplication(tx, applicationId);
    if (row === undefined) throw noSuchApplication();
    await tell(tx, ctx, row.id, "noted", {}, text);
    await recordAudit(tx, ctx, { event: "application.noted", applicationId: row.id });
  });
  return readApplication(ctx, { applicationId });
}

/** Takes away an application that led to nothing, with its history and every file of it. */
export async function removeApplication(
  ctx: SignedInContext,
  seen: z.output<typeof applicationRemoval>,
): Promise<ApplicationOverview> {
  await ctx.store.transact(async (tx) => {
    const row = await lockSeen(tx, seen);
    if (!["draft", "cancelled", "rejected"].includes(row.state)) throw refusedBy("not_removable", { from: row.state });
    const files = await deleteApplication(tx, row.id);
    await recordAudit(tx, ctx, {
      event: "application.removed",
      applicationId: row.id,
      method: row.method,
      pgProvider: row.pg_provider,
      state: row.state,
      files,
    });
  });
  return listApplications(ctx);
}

/** Writes one entry of the history; the text is in people's own words. */
export async function tell(
  tx: Tx,
  ctx: Pick<SignedInContext, "ids" | "clock" | "actor" | "config">,
  applicationId: string,
  kind: ApplicationEventKind,
  facts: Readonly<Record<string, unknown>>,
  text = "",
): Promise<void> {
  const id = ctx.ids.next();
  await insertEvent(tx, {
    id,
    application_id: applicationId,
    at_ms: ctx.clock.now(),
    by_name: ctx.actor.name,
    kind,
    facts: JSON.stringify(facts),
    text_sealed: text === "" ? null : sealEventText(ctx.config.secret, id, text),
  });
}

async function lockSeen(
  tx: Tx,
  { applicationId, version }: { readonly applicationId: string; readonly version: number },
): Promise<ApplicationsTable> {
  const row = await lockApplication(tx, applicationId);
  if (row === undefined) throw noSuchApplication();
  if (row.version !== version) throw changedMeanwhile(row.version, row.changed_by_name);
  return row;
}

/** The owner of before stays even after they have left; a new one is a member of today. */
async function findOwner(tx: Tx, ctx: SignedInContext, row: ApplicationsTable, ownerId: string | null) {
  if (ownerId === null) return null;
  if (ownerId === row.owner_id) return { id: ownerId, name: row.owner_name ?? "" };
  const member = (await findMembers(ctx, tx)).find(({ userId }) => userId === ownerId);
  if (member === undefined) throw refusedBy("no_such_member");
  return { id: member.userId, name: member.name };
}

async function requireBusiness(tx: Tx, ctx: SignedInContext): Promise<void> {
  const { sealed } = await findBusiness(tx);
  const information = sealed === null ? emptyBusiness : openBusiness(ctx.config.secret, sealed);
  if (information === null) throw refusedBy("sealed_otherwise");
  const problems = businessProblems(information);
  if (problems.length > 0) throw refusedBy("business_incomplete", { fields: problems.map(({ field }) => field) });
  const files = await selectFiles(tx, null);
  if (!files.some(({ kind }) => kind === "business_certificate")) throw refusedBy("certificate_missing");
}

function touched({ actor, clock }: SignedInContext, { version }: ApplicationsTable) {
  return { version: version + 1, changed_by_name: actor.name, changed_at_ms: clock.now() };
}

function openKeyOf({ method, pg_provider, payment_type, integration }: Choice): string {
  return [method, pg_provider, payment_type, integration].join(" ");
}

/** When the shop applied: known from the first step on, and gone again where that was recorded wrongly. */
function submittedAt({ submitted_at_ms }: ApplicationsTable, to: ApplicationState, nowMs: number): number | null {
  if (to === "draft") return null;
  return submitted_at_ms ?? (to === "cancelled" ? null : nowMs);
}

function changedFields<Facts extends object>(before: Facts, after: Facts): string[] {
  return Object.keys(after).filter(
    (field) => JSON.stringify(Reflect.get(before, field)) !== JSON.stringify(Reflect.get(after, field)),
  );
}
