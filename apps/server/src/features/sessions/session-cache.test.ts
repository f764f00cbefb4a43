import { expect, test } from "vitest";
import { createTestApp } from "../../testing/create-test-app.ts";
import { createSessionCache } from "./session-cache.ts";
import type { SessionWithUser } from "./sessions.repository.ts";

const row: SessionWithUser = {
  id: "s1",
  expires_at: "",
  created_at: "",
  updated_at: "",
  user: { id: "u1", name: "", email: "", role: "viewer", two_factor_enabled: 0, is_demo: 0, deactivated_at_ms: null },
};

test("a result read before a change is not kept after it", () => {
  const cache = createSessionCache();
  const keep = cache.beginRead();
  cache.clear();
  keep("cookie", row);
  expect(cache.get("cookie")).toBeUndefined();
  cache.beginRead()("cookie", row);
  expect(cache.get("cookie")).toBe(row);
});

test("a change by another request holds from the next one on", async () => {
  const app = await createTestApp();
  const cookie = await app.signIn("viewer");
  const me = () => app.http("/trpc/sessions.me", { cookie });
  expect(await (await me()).json()).toMatchObject({ result: { data: { user: { role: "viewer" } } } });
  const admin = await app.signIn("admin");
  const { items } = await (await app.api("admin")).users.list();
  const userId = items.find(({ role }) => role === "viewer")?.id;
  await app.http("/trpc/users.setRole", { cookie: admin, json: { userId, role: "developer" } });
  expect(await (await me()).json()).toMatchObject({ result: { data: { user: { role: "developer" } } } });
  await app.http("/trpc/users.deactivate", { cookie: admin, json: { userId } });
  expect((await me()).status).toBe(401);
  await app.close();
});
