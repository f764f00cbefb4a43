import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The vendor's document as a proxy. It lives beside the repository and may be absent. */
const tool = join(import.meta.dirname, "../../../../../shared/tools/contract-proxy.mjs");

export const isContractProxyPresent = existsSync(tool);

interface Deviation {
  readonly op: string;
  readonly side: "request" | "answer";
  readonly what: string;
}

export interface ContractProxy {
  readonly url: string;
  report(): Promise<{ readonly requests: number; readonly deviations: readonly Deviation[] }>;
  close(): Promise<void>;
}

/** Holds everything that passes to and from `upstream` against the vendor's document. */
export async function startContractProxy(upstream: string): Promise<ContractProxy> {
  const port = await freePort();
  const child = spawn(process.execPath, [tool, "--listen", String(port), "--upstream", upstream], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await Promise.race([
    once(createInterface(child.stdout), "line"),
    exited.then(() => Promise.reject(new Error("the contract proxy ended before it listened"))),
  ]);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async report() {
      const report: unknown = await (await fetch(`${url}/__deviations`)).json();
      if (!isReport(report)) throw new Error("the contract proxy reports in another shape");
      return report;
    },
    async close() {
      child.kill();
      await exited;
    },
  };
}

function isReport(value: unknown): value is Awaited<ReturnType<ContractProxy["report"]>> {
  return typeof value === "object" && value !== null && "requests" in value && "deviations" in value;
}

/** The proxy takes no port 0, so a free one is found for it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
