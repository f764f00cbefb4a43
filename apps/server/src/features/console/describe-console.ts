import { type Role, roles } from "@maru/domain";
import type { Config } from "../../config.ts";
import type { RequestContext } from "../../context.ts";
import { version } from "../../version.ts";
import { hasAdministrator } from "../users/users.repository.ts";
import { findFact } from "./console-facts.ts";
import { tierNameFact } from "./read-tier-name.ts";
import { type Environment, tellEnvironment } from "./tell-environment.ts";

export interface ConsoleStatus {
  readonly mode: Config["mode"];
  readonly environment: Environment;
  /** The sub-merchant that everything here is done for; null for the parent store. */
  readonly tier: { readonly code: string; readonly name: string | null } | null;
  /** What the console is a console of. */
  readonly storeName: string;
  readonly version: string;
  /** The roles anybody may sign in as; empty with real credentials. */
  readonly demoRoles: readonly Role[];
  /** True while nobody can administer the console. */
  readonly setupRequired: boolean;
  readonly publicUrl: string;
}

/** What anybody may know before signing in. */
export async function describeConsole({ config, store }: RequestContext): Promise<ConsoleStatus> {
  const isSandbox = config.mode === "sandbox";
  return {
    mode: config.mode,
    environment: await tellEnvironment({ config, store }),
    tier: await ownTier({ config, store }),
    storeName: isSandbox ? "Sandbox store" : new URL(config.publicUrl).hostname,
    version,
    demoRoles: isSandbox ? roles : [],
    setupRequired: !isSandbox && !(await hasAdministrator(store.read)),
    publicUrl: config.publicUrl,
  };
}

/** The sub-merchant of this console, named once upstream has said its name; null for the parent store. */
export async function ownTier({
  config,
  store,
}: Pick<RequestContext, "config" | "store">): Promise<ConsoleStatus["tier"]> {
  const { tier: code } = config.upstream;
  return code === null ? null : { code, name: (await findFact(store.read, tierNameFact)) ?? null };
}
