import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveEvent } from "../../context.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp();
});

afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const changed: LiveEvent = { type: "payment.changed", impUids: ["imp_1"], added: [] };

/** Reads an event stream piece by piece. */
async function follow(cookie: string, from = "192.0.2.1") {
  const answer = await app.http("/trpc/live.events", { cookie, from, headers: { accept: "text/event-stream" } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    answer,
    async until(part: string): Promise<string> {
      while (!text.includes(part)) {
        const piece = await reader?.read();
        if (piece === undefined || piece.done) throw new Error(`ended before ${part}: ${text}`);
        text += piece.value;
      }
      return text;
    },
    async toEnd(): Promise<string> {
      for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) text += piece.value;
      return text;
    },
    leave: () => reader?.cancel(),
  };
}

test("a page hears what changes, starting with where the sync stands", async () => {
  const stream = await follow(await app.signIn("viewer"));
  expect(stream.answer.headers.get("content-type")).toBe("text/event-stream");
  await stream.until("sync.progressed");
  app.deps.live.publish(changed);
  expect(await stream.until("payment.changed")).toContain("imp_1");
  await stream.leave();
});

test("a stream ends when its session is revoked", async () => {
  const cookie = await app.signIn("viewer");
  const stream = await follow(cookie);
  await stream.until("sync.progressed");
  const other = await app.api("viewer");
  const { revoked } = await other.sessions.revokeOthers();
  expect(revoked).toBe(1);
  const text = await stream.toEnd();
  expect(text).toContain("SIGNED_OUT");
  app.deps.live.publish(changed);
  expect(text).not.toContain("imp_1");
});

test("a stream ends when another process has ended its session", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const stream = await follow(await app.signIn("viewer"));
  await stream.until("sync.progressed");
  await app.deps.store.write.deleteFrom("sessions").execute();
  vi.advanceTimersByTime(15_000);
  expect(await stream.toEnd()).toContain("SIGNED_OUT");
});

test("a stream ends when its address may no longer reach the console", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const cookie = await app.signIn("viewer");
  const stream = await follow(cookie, "203.0.113.9");
  await stream.until("sync.progressed");
  const admin = await app.api("admin");
  const entries = [{ cidr: "192.0.2.0/24", memo: "office" }];
  await admin.settings.allowList.declare({ isOn: true, version: 0, entries, accepted: [] });
  vi.advanceTimersByTime(15_000);
  expect(await stream.toEnd()).toContain("ADDRESS_NOT_ALLOWED");
});

test("a stream ends when its person is deactivated", async () => {
  const stream = await follow(await app.signIn("support"));
  await stream.until("sync.progressed");
  const admin = await app.api("admin");
  const support = (await admin.users.list()).items.find(({ role }) => role === "support");
  await admin.users.deactivate({ userId: support?.id ?? "" });
  expect(await stream.toEnd()).toContain("SIGNED_OUT");
});

test("a page that has gone leaves no listener behind", async () => {
  const heard: LiveEvent[] = [];
  const stream = await follow(await app.signIn("viewer"));
  await stream.until("sync.progressed");
  await stream.leave();
  const stop = app.deps.live.subscribe((event) => heard.push(event));
  app.deps.live.publish(changed);
  stop();
  app.deps.live.publish(changed);
  expect(heard).toEqual([changed]);
});

test("one listener that fails keeps no other from hearing", () => {
  const heard: LiveEvent[] = [];
  const stops = [
    app.deps.live.subscribe(() => {
      throw new Error("deaf");
    }),
    app.deps.live.subscribe((event) => heard.push(event)),
  ];
  app.deps.live.publish(changed);
  for (const stop of stops) stop();
  expect(heard).toEqual([changed]);
  expect(app.logLines.join("")).toContain("deaf");
});
