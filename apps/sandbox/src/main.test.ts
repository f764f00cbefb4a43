import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, describe, expect, it } from "vitest";

const running: ChildProcess[] = [];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "maru-sandbox-main-"));
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

async function start(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts")], {
    env: { ...process.env, NODE_OPTIONS: "", SANDBOX_PORT: "0", SANDBOX_PAYMENTS: "500", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.push(child);
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  const line: { listening: string } = JSON.parse(text);
  return { child, url: line.listening };
}

async function ask(url: string, method: string, at: string, body?: object): Promise<unknown> {
  const init: RequestInit = { method, headers: { "content-type": "application/json" } };
  if (body !== undefined) init.body = JSON.stringify(body);
  return await (await fetch(`${url}${at}`, init)).json();
}

describe("the process", () => {
  it("says where it listens and stops on SIGTERM", async () => {
    const { child, url } = await start({});
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(url, "GET", "/__sandbox/")).toMatchObject({
      seed: 1,
      stores: [{ tier: null, payments: 500 }, {}, {}],
    });
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  it("stops when its parent goes away", async () => {
    const { child } = await start({});
    child.disconnect();
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  it("gives back everything after kill -9", async () => {
    const env = { SANDBOX_STATE_FILE: path.join(folder, "state.jsonl") };
    const first = await start(env);
    await ask(first.url, "POST", "/__sandbox/payments", { amount: 9900, merchantUid: "o1" });
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = await start(env);
    expect(await ask(second.url, "GET", "/__sandbox/ledger")).toMatchObject({
      entries: [{ kind: "created", merchant_uid: "o1", amount: 9900 }],
    });
  });

  it("says in one sentence what is wrong with its environment", async () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts")], {
      env: { ...process.env, NODE_OPTIONS: "", SANDBOX_PAYMENTS: "many" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.push(child);
    let text = "";
    for await (const chunk of child.stderr ?? []) text += String(chunk);
    expect(text).toBe('SANDBOX_PAYMENTS must be a whole number, not "many".\n');
    expect(child.exitCode === null ? (await once(child, "exit"))[0] : child.exitCode).toBe(1);
  });
});
