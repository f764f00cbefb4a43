import {
  type ApplicationContact,
  type ApplicationMove,
  type ApplicationState,
  addBusinessDays,
  type BusinessInformation,
  type BusinessProblem,
  businessProblems,
  certificateFields,
  channelCodesOf,
  type DocumentKind,
  type DocumentMark,
  type DocumentType,
  emptyBusiness,
  firstContactBusinessDays,
  isAllowed,
  isFinalApplicationState,
  maskEmail,
  maskFreeText,
  maskName,
  maskTel,
  nextApplicationStates,
  type oneApplication,
  toKstDate,
} from "@maru/domain";
import type { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import { findLastSnapshot } from "../channels/channels.repository.ts";
import { readChannels } from "../channels/stored-channels.ts";
import { findMembers } from "../notes/find-members.ts";
import {
  findApplication,
  findBusiness,
  selectApplications,
  selectEvents,
  selectFiles,
} from "./application.repository.ts";
import type { ApplicationEventKind, ApplicationFilesTable, ApplicationsTable } from "./application.tables.ts";
import { noSuchApplication } from "./application-refusals.ts";
import { openBusiness, openContacts, openEventText, openFileName } from "./sealed-parts.ts";

const eventsShown = 200;

export interface ApplicationFile {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly type: DocumentType;
  readonly bytes: number;
  /** Null for readers who may not take files, and where another secret sealed it. */
  readonly name: string | null;
  readonly addedBy: string;
  readonly addedAtMs: number;
}

/** What i'mport says of a contract at the PG; null before the first look at its channels. */
export interface SeenChannels {
  /** Merchant ids of its live channels. */
  readonly mids: readonly string[];
}

/**
 * What was recorded against what i'mport lists: recorded as live though no live channel bears it, or not recorded as live
 * though a live channel bears its merchant id.
 */
export type ApplicationContradiction = "live_unlisted" | "listed_early";

export interface Application {
  readonly id: string;
  readonly method: ApplicationsTable["method"];
  readonly pgProvider: string;
  readonly paymentType: ApplicationsTable["payment_type"];
  readonly integration: ApplicationsTable["integration"];
  readonly state: ApplicationState;
  readonly version: number;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly mid: string;
  readonly documents: readonly DocumentMark[];
  /** By when the PG usually calls, `YYYY-MM-DD`; null where that is not what is waited for. */
  readonly contactBy: string | null;
  readonly seen: SeenChannels | null;
  readonly contradiction: ApplicationContradiction | null;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly changedBy: string;
  readonly changedAtMs: number;
}

export interface ApplicationEvent {
  readonly id: string;
  readonly kind: ApplicationEventKind;
  readonly by: string;
  readonly atMs: number;
  readonly facts: {
    readonly from?: ApplicationState;
    readonly to?: ApplicationState;
    readonly move?: ApplicationMove;
    readonly fields?: readonly string[];
    readonly document?: DocumentKind;
  };
  /** A note or a reason; null where there is none, or where another secret sealed it. */
  readonly text: string | null;
  readonly isUnreadable: boolean;
}

export interface ApplicationDetail {
  readonly application: Application;
  /** Null where another secret sealed them. */
  readonly contacts: readonly ApplicationContact[] | null;
  readonly files: readonly ApplicationFile[];
  readonly events: readonly ApplicationEvent[];
  readonly next: readonly { readonly to: ApplicationState; readonly move: ApplicationMove }[];
  readonly companyForm: BusinessInformation["companyForm"];
  /** Whether personal data is masked for this reader. */
  readonly isMasked: boolean;
}

export interface Business {
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAtMs: number | null;
  readonly information: BusinessInformation;
  /** Another secret sealed it: what is shown is empty, and saving it begins anew. */
  readonly isUnreadable: boolean;
  readonly problems: readonly BusinessProblem[];
  readonly files: readonly ApplicationFile[];
  readonly isMasked: boolean;
}

export interface ApplicationOverview {
  readonly items: readonly Application[];
  readonly business: { readonly problems: number; readonly hasCertificate: boolean };
}

/** Everything the shop has applied for as people recorded it, beside what i'mport lists. */
export async function listApplications(ctx: SignedInContext): Promise<ApplicationOverview> {
  const { read } = ctx.store;
  const [rows, business, files, channels] = await Promise.all([
    selectApplications(read),
    findBusiness(read),
    selectFiles(read, null),
    readLiveChannels(ctx),
  ]);
  const information = business.sealed === null ? null : openBusiness(ctx.config.secret, business.sealed);
  return {
    items: rows.map((row) => toApplication(ctx, row, channels)),
    business: {
      problems: businessProblems(information ?? emptyBusiness).length,
      hasCertificate: files.some(({ kind }) => kind === "business_certificate"),
    },
  };
}

/** One application with its people, papers and history. Rejects with NOT_FOUND where there is none. */
export async function readApplication(
  ctx: SignedInContext,
  { applicationId }: z.output<typeof oneApplication>,
): Promise<ApplicationDetail> {
  const { read } = ctx.store;
  const row = await findApplication(read, applicationId);
  if (row === undefined) throw noSuchApplication();
  const [events, files, business, channels] = await Promise.all([
    selectEvents(read, row.id, eventsShown),
    selectFiles(read, row.id),
    findBusiness(read),
    readLiveChannels(ctx),
  ]);
  const { secret } = ctx.config;
  const isMasked = !seesPeople(ctx);
  const contacts = row.contacts_sealed === null ? [] : openContacts(secret, row.id, row.contacts_sealed);
  const information = business.sealed === null ? null : openBusiness(secret, business.sealed);
  return {
    application: toApplication(ctx, row, channels),
    contacts: contacts === null || !isMasked ? contacts : contacts.map(maskContact),
    files: files.map((file) => toFile(ctx, file)),
    events: events.map((event) => {
      const text = event.text_sealed === null ? null : openEventText(secret, event.id, event.text_sealed);
      return {
        id: event.id,
        kind: event.kind,
        by: event.by_name,
        atMs: event.at_ms,
        facts: JSON.parse(event.facts),
        text: text !== null && isMasked ? maskFreeText(text) : text,
        isUnreadable: text === null && event.text_sealed !== null,
      };
    }),
    next: nextApplicationStates(row.state),
    companyForm: information?.companyForm ?? null,
    isMasked,
  };
}

/** What the shop tells of itself. Masked for readers who do not keep it. */
export async function readBusiness(ctx: SignedInContext): Promise<Business> {
  const { read } = ctx.store;
  const [row, files] = await Promise.all([findBusiness(read), selectFiles(read, null)]);
  const information = row.sealed === null ? emptyBusiness : openBusiness(ctx.config.secret, row.sealed);
  const isMasked = !seesPeople(ctx);
  const whole = information ?? emptyBusiness;
  return {
    version: row.version,
    changedBy: row.changed_by_name,
    changedAtMs: row.changed_at_ms,
    information: isMasked ? maskBusiness(whole) : whole,
    isUnreadable: information === null,
    problems: businessProblems(whole),
    files: files.map((file) => toFile(ctx, file)),
    isMasked,
  };
}

/** Who may be made the owner of an application. */
export async function listApplicationPeople(ctx: SignedInContext) {
  const members = await findMembers(ctx, ctx.store.read);
  return { items: members.map(({ userId, name }) => ({ id: userId, name })) };
}

/** Papers and people of an application are for those who keep it. */
function seesPeople({ actor }: Pick<SignedInContext, "actor">): boolean {
  return isAllowed(actor.role, "application:write");
}

type LiveChannels = readonly { readonly pgProvider: string; readonly mid: string }[] | null;

async function readLiveChannels({ store }: Pick<SignedInContext, "store">): Promise<LiveChannels> {
  const snapshot = await findLastSnapshot(store.read);
  if (snapshot === undefined) return null;
  return readChannels(snapshot.channels).filter(({ isTestChannel }) => !isTestChannel);
}

function toApplication(
  ctx: Pick<SignedInContext, "clock">,
  row: ApplicationsTable,
  channels: LiveChannels,
): Application {
  const today = toKstDate(Math.floor(ctx.clock.now() / 1000));
  const isOver = isFinalApplicationState(row.state);
  const codes = channelCodesOf(row.pg_provider);
  const mids = channels?.filter(({ pgProvider }) => codes.includes(pgProvider)).map(({ mid }) => mid) ?? null;
  return {
    id: row.id,
    method: row.method,
    pgProvider: row.pg_provider,
    paymentType: row.payment_type,
    integration: row.integration,
    state: row.state,
    version: row.version,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? "" },
    dueOn: row.due_on,
    isOverdue: !isOver && row.due_on !== null && row.due_on < today,
    mid: row.mid,
    documents: JSON.parse(row.documents),
    contactBy:
      row.state === "submitted" && row.submitted_at_ms !== null
        ? (addBusinessDays(toKstDate(Math.floor(row.submitted_at_ms / 1000)), firstContactBusinessDays) ?? null)
        : null,
    seen: mids === null ? null : { mids },
    contradiction: contradictionOf(row, mids),
    createdBy: row.created_by_name,
    createdAtMs: row.created_at_ms,
    changedBy: row.changed_by_name,
    changedAtMs: row.changed_at_ms,
  };
}

function contradictionOf({ state, mid }: ApplicationsTable, mids: readonly string[] | null) {
  if (mids === null) return null;
  const isListed = mid === "" ? mids.length > 0 : mids.includes(mid);
  if (state === "live") return isListed ? null : "live_unlisted";
  return mid !== "" && isListed ? "listed_early" : null;
}

function toFile(ctx: SignedInContext, file: ApplicationFilesTable): ApplicationFile {
  return {
    id: file.id,
    kind: file.kind,
    type: file.type,
    bytes: file.bytes,
    name: seesPeople(ctx) ? openFileName(ctx.config.secret, file.id, file.name_sealed) : null,
    addedBy: file.added_by_name,
    addedAtMs: file.added_at_ms,
  };
}

function maskContact({ name, role, tel, email }: ApplicationContact): ApplicationContact {
  return { name: maskName(name), role, tel: maskTel(tel), email: email === "" ? "" : maskEmail(email) };
}

/** Where an address is may be where somebody lives: only its beginning stays. */
const shownOfAddress = 2;

function maskBusiness(information: BusinessInformation): BusinessInformation {
  const certificate = { ...information.certificate };
  for (const field of certificateFields) {
    const { value } = certificate[field];
    if (value === "") continue;
    if (field === "representative") certificate[field] = { ...certificate[field], value: maskName(value) };
    if (field === "address") {
      const shown = value.split(/\s+/).slice(0, shownOfAddress).join(" ");
      certificate[field] = { ...certificate[field], value: `${shown} ***` };
    }
  }
  const email = (text: string) => (text === "" ? "" : maskEmail(text));
  const tel = (text: string) => (text === "" ? "" : maskTel(text));
  return {
    ...information,
    certificate,
    representativeTel: tel(information.representativeTel),
    representativeEmail: email(information.representativeEmail),
    contactName: information.contactName === "" ? "" : maskName(information.contactName),
    contactTel: tel(information.contactTel),
    contactEmail: email(information.contactEmail),
    memo: maskFreeText(information.memo),
  };
}
