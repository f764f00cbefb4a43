import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { makePrivateFolder } from "../../private-folder.ts";
import { readHead } from "./audit.repository.ts";
import { isSealOf } from "./audit-chain.ts";
import type { AuditAnchor } from "./verify-audit.ts";

const anchorLine = z.object({ atMs: z.number(), sequence: z.int(), hash: z.string(), seal: z.string() });

/** The file beside the database that remembers where the chain stood. Copy it elsewhere to make it worth more. */
function anchorFile(config: Pick<Config, "dataFolder">): string {
  return join(config.dataFolder, "audit-anchors.jsonl");
}

/** Notes where the chain stands now, unless the file says so already. */
export async function noteAnchor(
  deps: Pick<Deps, "clock" | "config"> & { readonly db: Kysely<Database> },
): Promise<void> {
  const head = await readHead(deps.db);
  if (head === undefined) return;
  const file = anchorFile(deps.config);
  if (readAnchors(deps.config).some((anchor) => anchor.sequence === head.sequence)) return;
  const { sequence, hash, seal } = head;
  makePrivateFolder(dirname(file));
  const descriptor = openSync(file, "a", 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify({ atMs: deps.clock.now(), sequence, hash, seal })}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The positions noted with the console's secret; a line cut off by a crash is skipped. */
export function readAnchors(config: Pick<Config, "dataFolder" | "secret">): AuditAnchor[] {
  let text: string;
  try {
    text = readFileSync(anchorFile(config), "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    const anchor = parseLine(line);
    return anchor !== undefined && isSealOf(config.secret, anchor, anchor.seal) ? [anchor] : [];
  });
}

function parseLine(line: string): z.infer<typeof anchorLine> | undefined {
  try {
    return anchorLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
