import { AppError, addressEntries, isLetIn, isPublicAddress, type JudgedRule, judgeRule, weightOf } from "@maru/domain";
import type { Kysely } from "kysely";
import * as z from "zod/mini";
import type { Deps, SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { recordAudit } from "../audit/record-audit.ts";
import {
  findAddressList,
  lockAddressList,
  replaceAddressRules,
  selectAddressRules,
  updateAddressList,
} from "./whitelist.repository.ts";
import type { AddressListName, AddressListsTable, AddressRulesTable } from "./whitelist.tables.ts";

export interface AddressList {
  readonly isOn: boolean;
  readonly version: number;
  /** Who declared it last; null where nobody has, or where a command did. */
  readonly changedBy: string | null;
  readonly changedAtMs: number | null;
  readonly entries: readonly {
    readonly cidr: string;
    readonly memo: string;
    readonly declaredBy: string;
    readonly declaredAtMs: number;
  }[];
}

/** What traffic says against what was declared. */
export type Contradiction =
  /** i'mport answers a machine of ours that the declared list does not let in. */
  | "answered_though_outside"
  /** i'mport turns our key away while its whitelist is declared to be on. */
  | "maybe_blocked"
  /** Calls leave from a public address that nobody declared as ours. */
  | "leaves_undeclared";

export interface Whitelist {
  /** As it stands in the vendor's console by what people say: upstream cannot be asked. */
  readonly iamport: AddressList;
  /** What it has to let in. */
  readonly required: AddressList;
  /** Where our own calls leave from as this machine sees it; null where it has no way out. */
  readonly egress: { readonly address: string; readonly isPublic: boolean } | null;
  readonly contradictions: readonly Contradiction[];
}

export interface OwnAllowList {
  readonly list: AddressList;
  /** The address the reader comes from. */
  readonly ownAddress: string;
}

const declaration = {
  isOn: z.boolean(),
  /** The version that was changed, so that nobody overwrites what they have not seen. */
  version: z.int().check(z.gte(0)),
  entries: addressEntries,
  /** Lines as written that are meant although they ask for a second look. */
  accepted: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200)),
};
export const whitelistDeclaration = z.strictObject({ list: z.enum(["iamport", "required"]), ...declaration });
export const allowListDeclaration = z.strictObject(declaration);

type Declaration = z.output<typeof allowListDeclaration>;

/** What people declared of upstream's whitelist, held against the address our calls leave from. */
export async function readWhitelist(ctx: SignedInContext): Promise<Whitelist> {
  const [iamport, required, address] = await Promise.all([
    readList(ctx.store.read, "iamport"),
    readList(ctx.store.read, "required"),
    ctx.observeEgress(),
  ]);
  const egress = address === null ? null : { address, isPublic: isPublicAddress(address) };
  return { iamport, required, egress, contradictions: contradictionsOf(ctx, iamport, required, egress) };
}

/** The addresses the console itself is open to, and the one the reader comes from. */
export async function readAllowList(ctx: SignedInContext): Promise<OwnAllowList> {
  return { list: await readList(ctx.store.read, "console"), ownAddress: ctx.ip };
}

/**
 * Writes down which addresses people keep on a list of i'mport. Throws ADDRESS_RULES_WRONG, naming the lines that
 * cannot stand.
 */
export async function declareWhitelist(
  ctx: SignedInContext,
  { list, ...declared }: z.output<typeof whitelistDeclaration>,
): Promise<Whitelist> {
  const judged = requireMeaning(declared, list);
  if (list === "required") requireSingleAddresses(judged);
  await replaceList(ctx, list, declared);
  return readWhitelist(ctx);
}

/** Narrows down from where the console can be reached. Whoever does it must be able to reach it afterwards. */
export async function declareAllowList(ctx: SignedInContext, declared: Declaration): Promise<OwnAllowList> {
  const rules = requireMeaning(declared, "console").flatMap(({ rule }) => rule ?? []);
  if (declared.isOn && !isLetIn(rules, ctx.ip)) {
    throw new AppError(
      "ADDRESS_LOCKS_OUT",
      `The list does not let in ${ctx.ip}, which you come from; you would lock yourself out.`,
      { details: { address: ctx.ip } },
    );
  }
  await replaceList(ctx, "console", declared);
  ctx.allowList.forget();
  return readAllowList(ctx);
}

async function readList(db: Kysely<Database>, name: AddressListName): Promise<AddressList> {
  return toList(await findAddressList(db, name), await selectAddressRules(db, name));
}

function toList(list: AddressListsTable, rules: readonly AddressRulesTable[]): AddressList {
  return {
    isOn: list.is_on === 1,
    version: list.version,
    changedBy: list.changed_by_name,
    changedAtMs: list.changed_at_ms,
    entries: rules.map(({ cidr, memo, declared_by_name: declaredBy, declared_at_ms: declaredAtMs }) => ({
      cidr,
      memo,
      declaredBy,
      declaredAtMs,
    })),
  };
}

/** Throws unless every line can be kept: errors never, questions only where a person says that this is meant. */
function requireMeaning({ entries, accepted }: Declaration, list: AddressListName): readonly JudgedRule[] {
  const judged = entries.map(({ cidr }) => judgeRule(cidr, list === "console" ? "console" : "iamport"));
  const wrong = judged.flatMap(({ written, findings }, line) =>
    findings
      .filter((finding) => {
        const weight = weightOf(finding);
        return weight === "error" || (weight === "question" && !accepted.includes(written));
      })
      .map(({ code }) => ({ line, code })),
  );
  const unnamed = list === "iamport" ? entries.flatMap(({ memo }, line) => (memo === "" ? [line] : [])) : [];
  const lines = [...wrong, ...unnamed.map((line) => ({ line, code: "memo_missing" }))];
  if (lines.length === 0) return judged;
  throw new AppError("ADDRESS_RULES_WRONG", "Some lines cannot be kept as they are.", { details: { lines } });
}

function requireSingleAddresses(judged: readonly JudgedRule[]): void {
  const lines = judged.flatMap(({ rule }, line) => (rule?.size === 1n ? [] : [{ line, code: "not_one_address" }]));
  if (lines.length === 0) return;
  throw new AppError("ADDRESS_RULES_WRONG", "Each of these is one address.", { details: { lines } });
}

function replaceList(ctx: SignedInContext, name: AddressListName, declared: Declaration): Promise<void> {
  return ctx.store.transact(async (tx) => {
    const list = await lockAddressList(tx, name);
    if (list.version !== declared.version) {
      throw new AppError("ADDRESS_LIST_CHANGED", "Somebody has changed the list since you opened it.", {
        details: { by: list.changed_by_name },
      });
    }
    const before = await selectAddressRules(tx, name);
    const nowMs = ctx.clock.now();
    const rules = declared.entries.map(({ cidr, memo }, position) => {
      const known = before.find((each) => each.cidr === cidr && each.memo === memo);
      return {
        id: ctx.ids.next(),
        list: name,
        position,
        cidr,
        memo,
        declared_by: known?.declared_by ?? ctx.actor.userId,
        declared_by_name: known?.declared_by_name ?? ctx.actor.name,
        declared_at_ms: known?.declared_at_ms ?? nowMs,
      };
    });
    await replaceAddressRules(tx, name, rules);
    await updateAddressList(tx, name, {
      is_on: declared.isOn ? 1 : 0,
      version: list.version + 1,
      changed_by: ctx.actor.userId,
      changed_by_name: ctx.actor.name,
      changed_at_ms: nowMs,
    });
    await recordAudit(tx, ctx, {
      event: name === "console" ? "allow_list.changed" : "whitelist.changed",
      list: name,
      before: { isOn: list.is_on === 1, addresses: before.map(({ cidr }) => cidr) },
      after: { isOn: declared.isOn, addresses: rules.map(({ cidr }) => cidr) },
    });
  });
}

function contradictionsOf(
  { sync }: Pick<Deps, "sync">,
  iamport: AddressList,
  required: AddressList,
  egress: Whitelist["egress"],
): readonly Contradiction[] {
  const rulesOf = ({ entries }: AddressList) => entries.flatMap(({ cidr }) => judgeRule(cidr, "iamport").rule ?? []);
  const { upstream, lastReadAtMs } = sync.current();
  const found: Contradiction[] = [];
  if (iamport.isOn && upstream === "unauthorized") found.push("maybe_blocked");
  if (egress?.isPublic !== true) return found;
  const hasAnswered = upstream === "up" && lastReadAtMs !== null && lastReadAtMs > (iamport.changedAtMs ?? Infinity);
  if (iamport.isOn && hasAnswered && !isLetIn(rulesOf(iamport), egress.address)) found.push("answered_though_outside");
  if (required.entries.length > 0 && !isLetIn(rulesOf(required), egress.address)) found.push("leaves_undeclared");
  return found;
}
