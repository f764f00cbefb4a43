import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY } from "./kst.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { type Caller, createCaller, type Page, TEST_NOW } from "./testing.ts";

let folder = "";
const open: Caller[] = [];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "maru-sandbox-"));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  fs.rmSync(folder, { recursive: true });
});

function start(options: SandboxOptions & { startAt?: number } = {}): Caller {
  const made = createCaller({ payments: 400, stateFile: path.join(folder, "state.jsonl"), ...options });
  open.push(made);
  return made;
}

async function everything({ call }: Caller) {
  const pages = [];
  for (let window = 0; window < 3; window++) {
    const to = TEST_NOW + 3 * DAY - window * 90 * DAY - window;
    pages.push((await call<Page>("GET", `/payments/status/all?limit=1000&from=${to - 90 * DAY}&to=${to}`)).response);
  }
  return pages;
}

describe("a sandbox with a state file", () => {
  it("is the same world after it was killed", async () => {
    const before = start();
    const made = before.make({ amount: 9900 });
    const waiting = before.make({ pgProvider: "paypal_v2", amount: 10 });
    await before.call("POST", "/payments/cancel", { imp_uid: made.imp_uid, amount: 900 });
    await before.call("POST", "/payments/cancel", { imp_uid: waiting.imp_uid });
    await before.call("POST", "/payments/prepare", { merchant_uid: "o1", amount: 1 });
    await before.call("PUT", "/__sandbox/settings", { longestReason: 20, asynchronousCancelSeconds: 60 });
    await before.call("PUT", "/__sandbox/webhooks", { resends: 2 });
    const { response: page } = await before.call<Page>("GET", "/payments/status/paid?limit=1000");
    const computed = page.list.find(
      ({ pg_provider, imp_uid }) => pg_provider === "kakaopay" && imp_uid !== made.imp_uid,
    );
    await before.call("POST", "/payments/cancel", { imp_uid: computed?.imp_uid, checksum: computed?.amount });

    const after = start();
    expect(await everything(after)).toEqual(await everything(before));
    expect(after.sandbox.control.ledger.entries()).toEqual(before.sandbox.control.ledger.entries());
    expect(after.sandbox.control.settings).toEqual(before.sandbox.control.settings);
    expect(after.sandbox.control.webhooks.settings).toEqual(before.sandbox.control.webhooks.settings);
    expect((await after.call("GET", "/payments/prepare/o1")).response).toMatchObject({ amount: 1 });
    expect(after.make().imp_uid).not.toBe(waiting.imp_uid);
  });

  it("keeps the channels that were changed in the console, and refuses what is no channel", async () => {
    const before = start();
    const channels = async ({ call }: Caller) => (await call<{ channel_key: string }[]>("GET", "/users/pg")).response;
    const [first, second, ...others] = await channels(before);
    const change = (method: string, key: string, body?: object) =>
      before.call(method, `/__sandbox/channels${key === "" ? "" : `/${key}`}`, body);
    await change("PATCH", first?.channel_key ?? "", { sandbox: true, channel_name: "바뀐 이름" });
    await change("DELETE", second?.channel_key ?? "");
    const added = { ...first, pg_id: "NEW01", channel_key: "channel-key-new" };
    await change("POST", "", added);
    const expected = [{ ...first, sandbox: true, channel_name: "바뀐 이름" }, ...others, added];
    expect(await channels(before)).toEqual(expected);
    expect((await change("POST", "", added)).status).toBe(409);
    expect((await change("PATCH", "channel-key-new", { type: "teapot" })).status).toBe(409);
    expect((await change("DELETE", "no-such-key")).status).toBe(409);
    expect(await channels(start())).toEqual(expected);
  });

  it("keeps its anchor although it starts again later", async () => {
    const before = start();
    const { response } = await before.call<Page>("GET", "/payments/status/all?limit=1");
    const after = start({ startAt: TEST_NOW + 40 * DAY });
    expect(after.sandbox.control.anchor).toBe(TEST_NOW);
    const { imp_uid } = response.list[0] ?? { imp_uid: "" };
    const again = await after.call("GET", `/payments/${imp_uid}?include_sandbox=true`);
    expect(again.response.started_at).toBe(response.list[0]?.started_at);
  });

  it("keeps a clock that was moved, and finishes what fell due meanwhile", async () => {
    const before = start();
    await before.call("POST", "/__sandbox/clock", { freeze: true, advance: 3 * DAY });
    const { imp_uid } = before.make({ pgProvider: "paypal_v2", amount: 10 });
    await before.call("POST", "/payments/cancel", { imp_uid });
    const after = start();
    expect((await after.call<{ now: number }>("GET", "/__sandbox/clock")).status).toBe(200);
    expect(after.sandbox.control.clock.seconds()).toBe(TEST_NOW + 3 * DAY);
    await after.call("POST", "/__sandbox/clock", { advance: 700 });
    expect((await after.call("GET", `/payments/${imp_uid}`)).response.status).toBe("cancelled");
  });

  it("drops a line that a crash cut short, and goes on writing", async () => {
    const before = start();
    const { imp_uid } = before.make({ amount: 5000 });
    fs.appendFileSync(path.join(folder, "state.jsonl"), '{"type":"payment","id":12');
    const after = start();
    await after.call("POST", "/payments/cancel", { imp_uid });
    const again = start();
    expect((await again.call("GET", `/payments/${imp_uid}`)).response.status).toBe("cancelled");
  });

  it("refuses the file of another world and a file that is not its own", () => {
    start();
    expect(() => start({ seed: 2 })).toThrow("remove the file");
    expect(() => start({ payments: 401 })).toThrow("400 payments");
    fs.writeFileSync(path.join(folder, "other.jsonl"), "hello\n");
    expect(() => start({ stateFile: path.join(folder, "other.jsonl") })).toThrow("line 1");
  });

  it("lets nobody else read the file", () => {
    start();
    expect(fs.statSync(path.join(folder, "state.jsonl")).mode & 0o077).toBe(0);
  });
});
