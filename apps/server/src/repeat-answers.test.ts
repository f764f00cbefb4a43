import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAppServer } from "./app-server.ts";
import { createTestApp, type TestApp } from "./testing/create-test-app.ts";

let app: TestApp;
let server: Server;
let address: string;
/** Of every request, whether it was answered from memory. */
let repeated: boolean[];

beforeAll(async () => {
  app = await createTestApp({ sandbox: { payments: 300 } });
  while (app.sync.current().phase !== "following") await app.sync.step();
  server = createAppServer(
    Promise.resolve({
      ...app.app,
      answerAgain(incoming, outgoing) {
        const isRepeated = app.app.answerAgain(incoming, outgoing);
        repeated.push(isRepeated);
        return isRepeated;
      },
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" ? at?.port : ""}`;
});

beforeEach(() => {
  repeated = [];
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await app.close();
});

const list = `/trpc/payments.list?input=${encodeURIComponent(JSON.stringify({ limit: 20 }))}`;

async function ask(cookie: string | null, { path = list, encoding = "identity" } = {}) {
  const headers = { "accept-encoding": encoding, ...(cookie === null ? {} : { cookie }) };
  const answer = await fetch(address + path, { headers });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

test("the same page is the same bytes with the same headers, and every answer has an id of its own", async () => {
  const cookie = await app.signIn("admin");
  const first = await ask(cookie);
  const second = await ask(cookie);

  expect(repeated).toEqual([false, true]);
  expect(JSON.parse(second.text).result.data.items).toHaveLength(20);
  expect(second.text).toBe(first.text);
  const { "x-request-id": id, date: _, ...headers } = first.headers;
  expect(second.headers).toMatchObject({ ...headers, "cache-control": "no-store", "x-frame-options": "DENY" });
  expect(second.headers["x-request-id"]).not.toBe(id);
  expect(app.logLines.filter((line) => line.includes(second.headers["x-request-id"] ?? "none"))).toHaveLength(1);
});

test("packed and unpacked answers are kept apart", async () => {
  const cookie = await app.signIn("admin");
  const plain = await ask(cookie);
  const packed = await ask(cookie, { encoding: "br" });
  const again = await ask(cookie, { encoding: "br" });

  expect(repeated).toEqual([false, false, true]);
  expect(again.headers["content-encoding"]).toBe("br");
  expect([packed.text, again.text]).toEqual([plain.text, plain.text]);
});

test("what one person was answered answers others who may see as much, once they are known", async () => {
  const [one, other] = [await app.signIn("admin"), await app.signIn("finance")];
  await ask(one);
  await ask(other);
  await ask(other);
  expect(repeated).toEqual([false, false, true]);
});

test("after any change the page is read anew", async () => {
  const cookie = await app.signIn("admin");
  await ask(cookie);
  await app.deps.store.transact(async (tx) => {
    await tx.updateTable("payment_texts").set({ order_name: "새 이름" }).execute();
  });
  const after = await ask(cookie);
  expect(repeated).toEqual([false, false]);
  expect(after.text).toContain("새 이름");
});

test("nobody is answered after signing out", async () => {
  const cookie = await app.signIn("admin");
  await ask(cookie);
  await app.http("/api/auth/sign-out", { method: "POST", cookie, json: {} });
  expect(await ask(cookie)).toMatchObject({ status: 401 });
});

test("whoever has not been here for a moment goes the long way, where sessions are looked at", async () => {
  const cookie = await app.signIn("admin");
  await ask(cookie);
  app.clock.advance(1_000);
  await ask(cookie);
  expect(repeated).toEqual([false, false]);
});

test("a session that has run out is not answered, however lately it was", async () => {
  const cookie = await app.signIn("admin");
  await ask(cookie);
  app.clock.advance(400 * 86_400_000);
  expect(await ask(cookie)).toMatchObject({ status: 401 });
});

test("whoever is not signed in, or sees buyers masked, is never answered with another's page", async () => {
  const [admin, masked] = [await app.signIn("admin"), await app.signIn("viewer")];
  const full = await ask(admin);
  await ask(admin);
  expect(await ask(null)).toMatchObject({ status: 401 });
  expect(await ask("maru.session=forged")).toMatchObject({ status: 401 });
  const hidden = await ask(masked);
  await ask(masked);
  expect(repeated).toEqual([false, true, false, false, false, false]);
  expect(hidden.status).toBe(200);
  expect(hidden.text).not.toBe(full.text);
});

test("only the list is answered from memory", async () => {
  const cookie = await app.signIn("admin");
  for (const path of [
    "/trpc/payments.facets",
    "/trpc/payments.list,payments.facets?batch=1&input=%7B%220%22%3A%7B%7D%7D",
  ]) {
    await ask(cookie, { path });
    await ask(cookie, { path });
  }
  expect(repeated).toEqual([false, false, false, false]);
});

test("a refused search is not remembered", async () => {
  const cookie = await app.signIn("admin");
  const path = `/trpc/payments.list?input=${encodeURIComponent(JSON.stringify({ limit: -1 }))}`;
  expect(await ask(cookie, { path })).toMatchObject({ status: 400 });
  expect(await ask(cookie, { path })).toMatchObject({ status: 400 });
  expect(repeated).toEqual([false, false]);
});
