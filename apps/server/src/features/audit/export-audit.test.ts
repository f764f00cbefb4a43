import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";

let app: TestApp;
let admin: TestApi;

beforeEach(async () => {
  app = await createTestApp({ sandbox: { payments: 0 } });
  admin = await app.api("admin");
});

afterEach(() => app.close());

test("the log leaves as it is filtered, newest first, and taking it out is an entry itself", async () => {
  const viewer = await app.api("viewer");
  for (let call = 0; call < 3; call += 1) await viewer.users.list().catch(() => undefined);
  const file = await admin.audit.export({ locale: "ko", event: "access.refused" });
  expect(file).toMatchObject({ entries: 3, isCut: false });
  expect(file.fileName).toBe("감사기록-2026-11-20.csv");
  const lines = file.text
    .replace(/^\ufeff/, "")
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('"시각(KST)"');
  expect(lines[1]).toContain('"2026-11-20 12:00:00","access.refused","refused","Viewer (demo)","viewer"');
  expect(lines[1]).toContain("user:read");
  const numbers = lines.slice(1).map((line) => Number(line.split(",")[0]?.replaceAll('"', "")));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  const { items } = await admin.audit.list({ limit: 1 });
  expect(items[0]).toMatchObject({
    event: "audit.exported",
    actor: { role: "admin" },
    details: { entries: 3, filter: { event: "access.refused" } },
  });
});

test("a filter that holds nothing leaves the heads alone", async () => {
  const file = await admin.audit.export({ locale: "en", subject: "nobody" });
  expect(file.entries).toBe(0);
  expect(file.text).toContain('"Time (KST)"');
});

test("it is taken out by nobody who may not read it", async () => {
  await expect((await app.api("support")).audit.export({ locale: "ko" })).rejects.toMatchObject({
    cause: { code: "NOT_ALLOWED" },
  });
});
