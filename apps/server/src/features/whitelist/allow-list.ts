import { type AddressRule, isLetIn, readAddressRule } from "@maru/domain";
import type { Deps, RequestContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findAddressList, lockAddressList, selectAddressRules, updateAddressList } from "./whitelist.repository.ts";

/** From where this console can be reached. Everywhere, unless an administrator has narrowed it down. */
export interface AllowList {
  /** The same as `admits` where that is known without asking the store; null where it is not. */
  admitsNow(address: string): boolean | null;
  admits(address: string): Promise<boolean>;
  /** The list has changed: what is known of it holds no longer. */
  forget(): void;
}

/** Another process on the same database may change the list; this one follows within that time. */
const freshMs = 2_000;

/** Null where everybody is let in. */
type OwnRules = readonly AddressRule[] | null;

/** The guard of the console itself; what it knows of the list is at most `freshMs` old. */
export function createAllowList({ store, clock }: Pick<Deps, "store" | "clock">): AllowList {
  let known: { readonly rules: OwnRules; readonly atMs: number } | undefined;
  let reading: Promise<OwnRules | undefined> | undefined;
  let changes = 0;

  /** Undefined where the list was changed while it was read. */
  async function read(): Promise<OwnRules | undefined> {
    const begunAt = changes;
    const atMs = clock.now();
    const { is_on: isOn } = await findAddressList(store.read, "console");
    const rows = isOn === 1 ? await selectAddressRules(store.read, "console") : null;
    const rules =
      rows?.flatMap(({ cidr }) => {
        const line = readAddressRule(cidr);
        return line.isRule ? [line.rule] : [];
      }) ?? null;
    if (begunAt !== changes) return undefined;
    known = { rules, atMs };
    return rules;
  }

  function admitsNow(address: string): boolean | null {
    if (known === undefined || Math.abs(clock.now() - known.atMs) >= freshMs) return null;
    return admittedBy(known.rules, address);
  }

  return {
    admitsNow,
    async admits(address) {
      for (;;) {
        const answer = admitsNow(address);
        if (answer !== null) return answer;
        reading ??= read().finally(() => {
          reading = undefined;
        });
        // A store slower than what is known stays fresh is believed all the same: nobody would ever come in.
        const rules = await reading;
        if (rules !== undefined) return admittedBy(rules, address);
      }
    },
    forget() {
      changes += 1;
      known = undefined;
    },
  };
}

function admittedBy(rules: OwnRules, address: string): boolean {
  return rules === null || isLetIn(rules, address);
}

/** Lets everybody reach the console again; the addresses stay as they were declared. False where they could already. */
export async function openToEverybody(
  origin: Pick<RequestContext, "store" | "actor" | "ip" | "userAgent" | "requestId" | "clock" | "config">,
): Promise<boolean> {
  return origin.store.transact(async (tx) => {
    const list = await lockAddressList(tx, "console");
    if (list.is_on === 0) return false;
    await updateAddressList(tx, "console", {
      is_on: 0,
      version: list.version + 1,
      changed_by: null,
      changed_by_name: null,
      changed_at_ms: origin.clock.now(),
    });
    await recordAudit(tx, origin, { event: "allow_list.cleared" });
    return true;
  });
}
