import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSandbox } from "./index.ts";
import type { Answer, Page } from "./testing.ts";

const proxyScript = path.resolve(import.meta.dirname, "../../../../shared/tools/contract-proxy.mjs");
const isPresent = fs.existsSync(proxyScript);
if (!isPresent) {
  process.stderr.write(
    "SKIPPED: the sandbox is not held against the vendor's document, contract-proxy.mjs is absent\n",
  );
}

/**
 * The vendor's document demands `total`, `previous` and `next` of a registered amount without declaring them, so no
 * answer at all can agree with it there.
 */
const impossible = /^(POST|PUT|GET) \/payments\/prepare/;

interface Deviations {
  requests: number;
  deviations: { op: string; side: string; what: string; count: number }[];
}

const sandbox = createSandbox({ payments: 6000 });
let proxy: ChildProcess | undefined;
let base = "";

beforeAll(async () => {
  if (!isPresent) return;
  const { url } = await sandbox.listen({ port: 0, host: "127.0.0.1" });
  const port = await freePort();
  const child = spawn(process.execPath, [proxyScript, "--listen", String(port), "--upstream", url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  proxy = child;
  for await (const chunk of child.stdout) if (String(chunk).includes("contract proxy on")) break;
  base = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  proxy?.kill();
  await sandbox.close();
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

it.skipIf(!isPresent)(
  "never answers anything the vendor's document does not describe",
  { timeout: 60_000 },
  async () => {
    let token = "";
    const ask = async <T>(method: string, at: string, body?: object): Promise<Answer<T>> => {
      const init: RequestInit = { method, headers: { authorization: token, "content-type": "application/json" } };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await fetch(`${base}${at}`, init);
      const answer: Answer<T> = JSON.parse(await response.text());
      return answer;
    };
    const signIn = { imp_key: "sandbox", imp_secret: "sandbox-secret" };
    await ask("POST", "/users/getToken", { ...signIn, imp_secret: "wrong" });
    token = (await ask<{ access_token: string }>("POST", "/users/getToken", signIn)).response.access_token;

    let to = sandbox.control.clock.seconds();
    for (let window = 0; window < 9; window++, to -= 90 * 86_400) {
      for (let page = 1; page > 0; ) {
        const at = `/payments/status/all?limit=1000&page=${page}&from=${to - 90 * 86_400 + 1}&to=${to}`;
        page = (await ask<Page>("GET", at)).response.next;
      }
    }
    const { list } = (await ask<Page>("GET", "/payments/status/all?limit=250&sorting=-updated")).response;
    for (const { imp_uid, merchant_uid, amount } of list) {
      await ask("POST", "/payments/cancel", { imp_uid, amount: 500, checksum: amount, reason: "시험" });
      await ask("GET", `/payments/find/${merchant_uid}/paid`);
      await ask("GET", `/payments/findAll/${merchant_uid}/cancelled?limit=5`);
      await ask("GET", `/payments/${imp_uid}/balance`);
      await ask("POST", "/payments/cancel", { imp_uid, extra: { requester: "customer" } });
      await ask("GET", `/payments/${imp_uid}`);
      await ask("GET", `/payments/${imp_uid}?include_sandbox=true`);
    }
    const first = list[0]?.imp_uid ?? "";
    await ask("GET", `/payments?imp_uid[]=${first}&imp_uid[]=imp_000000000000`);
    await ask("GET", "/payments?imp_uid[]=imp_000000000000");
    for (const at of [
      "all?page=99999",
      "all?from=0&to=99999999",
      "ready",
      "paid?sorting=paid",
      "cancelled",
      "failed",
    ]) {
      await ask("GET", `/payments/status/${at}`);
    }
    for (const at of [
      "/users/pg",
      "/banks",
      "/banks/004",
      "/banks/xxx",
      "/cards",
      "/cards/366",
      "/cards/x",
      "/tiers/POP",
      "/tiers/ZZZ",
    ]) {
      await ask("GET", at);
    }
    await ask("PUT", "/payments/prepare", { merchant_uid: "a1", amount: 100 });
    await ask("POST", "/payments/prepare", { merchant_uid: "a1", amount: 100 });
    await ask("GET", "/payments/prepare/a1");
    token = "gone";
    await ask("GET", `/payments/${first}`);

    const found: Deviations = JSON.parse(await (await fetch(`${base}/__deviations`)).text());
    expect(found.requests).toBeGreaterThan(1500);
    expect(found.deviations.filter(({ op }) => !impossible.test(op))).toEqual([]);
  },
);
