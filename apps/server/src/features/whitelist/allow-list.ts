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

export function createAllowList({ store, clock }: Pick<Deps, "store" | "clock">): AllowList {
  let known: { readonly rules: readonly AddressRule[] | null; readonly atMs: number } | undefined;
  let reading: Promise<void> | undefined;
  let changes = 0;

  async function read(): Promise<void> {
    const begunAt = changes;
    const atMs = clock.now();
    const { is_on: isOn } = await findAddressList(store.read, "console");
    const rows = isOn === 1 ? await selectAddressRules(store.read, "console") : null;
    const rules =
      rows?.flatMap(({ cidr }) => {
        const line = readAddressRule(cidr);
        return line.isRule ? [line.rule] : [];
      }) ?? null;
    if (begunAt === changes) known = { rules, atMs };
  }

  function admitsNow(address: string): boolean | null {
    if (known === undefined || Math.abs(clock.now() - known.atMs) >= freshMs) return null;
    return known.rules === null || isLetIn(known.rules, address);
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
        await reading;
      }
    },
    forget() {
      changes += 1;
      known = undefined;
    },
  };
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
