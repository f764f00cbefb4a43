import { describe, expect, it } from "vitest";
import { callersOf } from "./testing.ts";

const caller = callersOf({ payments: 0 });

describe("a fault", () => {
  it("drops the answer before the work, and nothing is done", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ amount: 5000 });
    await call("POST", "/__sandbox/faults", { kind: "drop", method: "POST", path: "/payments/cancel" });
    await expect(call("POST", "/payments/cancel", { imp_uid })).rejects.toThrow("fetch failed");
    expect(sandbox.control.ledger.entries({ kind: "cancelled" })).toEqual([]);
    expect((await call("POST", "/payments/cancel", { imp_uid })).code).toBe(0);
  });

  it("drops the answer after the work, and the work is done", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ amount: 5000 });
    await call("POST", "/__sandbox/faults", { kind: "drop", when: "after", path: "/payments/cancel" });
    await expect(call("POST", "/payments/cancel", { imp_uid })).rejects.toThrow("fetch failed");
    expect(sandbox.control.ledger.entries({ kind: "cancelled" })).toHaveLength(1);
  });

  it("answers with a status, once, with Retry-After when asked", async () => {
    const { call } = caller();
    await call("POST", "/__sandbox/faults", { kind: "status", status: 429, retryAfterSeconds: 7, path: "/banks" });
    const busy = await call("GET", "/banks");
    expect(busy).toMatchObject({ status: 429, code: -1, response: null });
    expect(busy.headers.get("retry-after")).toBe("7");
    expect((await call("GET", "/banks")).status).toBe(200);
  });

  it("says 401 in the middle of a token's life", async () => {
    const { call, token } = caller();
    const authorization = await token();
    await call("POST", "/__sandbox/faults", { kind: "unauthorized", path: "/banks" });
    expect((await call("GET", "/banks", undefined, { authorization })).status).toBe(401);
    expect((await call("GET", "/banks", undefined, { authorization })).status).toBe(200);
  });

  it("breaks the JSON or sends a page instead", async () => {
    const { call } = caller();
    await call("POST", "/__sandbox/faults", { kind: "broken_json", path: "/banks" });
    await expect(call("GET", "/banks")).rejects.toThrow(SyntaxError);
    await call("POST", "/__sandbox/faults", { kind: "html", path: "/banks" });
    await expect(call("GET", "/banks")).rejects.toThrow(SyntaxError);
  });

  it("lets the PG refuse a cancel in its own words", async () => {
    const { call, make } = caller();
    const { imp_uid } = make({ pgProvider: "kcp" });
    await call("POST", "/__sandbox/faults", { kind: "pg_refusal" });
    await call("GET", "/banks");
    await call("POST", "/__sandbox/faults", { kind: "pg_refusal", path: "/payments/cancel" });
    expect(await call("POST", "/payments/cancel", { imp_uid })).toMatchObject({
      status: 200,
      code: -1,
      message: "결제취소에 실패하였습니다. [8178|상계가능 정산금액 부족]",
    });
  });

  it("strikes as often as it is told, only where it is told, and can be taken back", async () => {
    const { call } = caller();
    const fault = { kind: "status", status: 503, path: "/payments/status/*limit", count: null };
    await call("POST", "/__sandbox/faults", { ...fault, path: "/payments/status/" });
    for (let n = 0; n < 3; n++) expect((await call("GET", "/payments/status/all")).status).toBe(503);
    expect((await call("GET", "/banks")).status).toBe(200);
    await call("DELETE", "/__sandbox/faults");
    expect((await call("GET", "/payments/status/all")).status).toBe(200);
  });

  it("strikes by chance the same requests for the same seed", async () => {
    const struck = async () => {
      const { call } = caller();
      await call("POST", "/__sandbox/faults", {
        kind: "status",
        status: 500,
        path: "/cards",
        count: null,
        probability: 0.5,
      });
      const statuses = [];
      for (let n = 0; n < 20; n++) statuses.push((await call("GET", "/cards")).status);
      return statuses;
    };
    const once = await struck();
    expect(await struck()).toEqual(once);
    expect(new Set(once)).toEqual(new Set([200, 500]));
  });

  it("that makes no sense is refused", async () => {
    const { call } = caller();
    expect((await call("POST", "/__sandbox/faults", { kind: "flood" })).status).toBe(400);
    expect((await call("POST", "/__sandbox/faults", { kind: "status", status: 42 })).status).toBe(400);
  });

  it("is written into the log of requests, which holds no secret", async () => {
    const { call, sandbox, token } = caller();
    const live = await token();
    await call("POST", "/__sandbox/faults", { kind: "status", path: "/cards" });
    await call("GET", "/cards");
    const rows = sandbox.requests.rows();
    expect(rows.at(-1)).toMatchObject({ method: "GET", path: "/cards", status: 500, faults: ["status"] });
    const text = JSON.stringify(rows);
    expect(text.includes(live) || text.includes("sandbox-secret")).toBe(false);
  });
});

describe("over a real connection", () => {
  it("a dropped and a reset answer end the connection", async () => {
    const { sandbox } = caller();
    const { url } = await sandbox.listen({ port: 0, host: "127.0.0.1" });
    for (const kind of ["drop", "reset"] as const) {
      sandbox.control.faults.order({ kind });
      await expect(fetch(`${url}/banks`)).rejects.toThrow("fetch failed");
    }
    expect((await fetch(`${url}/banks`)).status).toBe(401);
  });
});
