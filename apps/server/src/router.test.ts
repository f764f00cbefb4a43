import { isAllowed, permissions, type Role, roles } from "@maru/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toAppError } from "./errors.ts";
import { appRouter } from "./router.ts";
import { createTestApp, type TestApi, type TestApp } from "./testing/create-test-app.ts";

let app: TestApp;
const apis = new Map<Role, TestApi>();

beforeAll(async () => {
  app = await createTestApp();
  for (const role of roles) apis.set(role, await app.api(role));
});

afterAll(() => app.close());

/** At run time the router lists its procedures flat, under their full names. */
const procedures = Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => ({
  path,
  access: read(procedure, "_def", "meta", "access"),
}));

function read(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((node, key) => Reflect.get(Object(node), key), value);
}

function mayCall(role: Role, access: unknown): boolean {
  return (
    access === "anyone" ||
    access === "signed_in" ||
    permissions.some((each) => each === access && isAllowed(role, each))
  );
}

/** Calls a procedure without an input: whoever gets past its permission is told so, or is served. */
async function call(api: TestApi, path: string): Promise<string> {
  const found = read(api, ...path.split("."));
  if (typeof found !== "function") throw new Error(`there is no procedure ${path}`);
  try {
    const answer: unknown = await found(undefined);
    // A subscription decides before its first event.
    if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer) {
      await Reflect.get(answer, "return")?.call(answer);
    }
    return "served";
  } catch (error) {
    return toAppError(error).code;
  }
}

test("every procedure says who may call it", () => {
  const undeclared = procedures.filter(({ access }) => access === undefined).map(({ path }) => path);
  expect(undeclared).toEqual([]);
  const known = new Set<unknown>(["anyone", "signed_in", ...permissions]);
  expect(procedures.filter(({ access }) => !known.has(access))).toEqual([]);
});

test("only the console's status is for everybody", () => {
  expect(procedures.filter(({ access }) => access === "anyone").map(({ path }) => path)).toEqual(["console.status"]);
});

describe.each(procedures)("$path", ({ path, access }) => {
  test("nobody signed in", async () => {
    const answer = await call(app.anonymousApi(), path);
    if (access === "anyone") expect(answer).toBe("served");
    else expect(answer).toBe("SIGNED_OUT");
  });

  test.each(roles)("%s", async (role) => {
    const api = apis.get(role);
    if (api === undefined) throw new Error("not set up");
    const answer = await call(api, path);
    if (mayCall(role, access))
      expect(["NOT_ALLOWED", "SIGNED_OUT", "SECOND_FACTOR_REQUIRED", "BUG"]).not.toContain(answer);
    else expect(answer).toBe("NOT_ALLOWED");
  });
});

test("each refusal is an entry of the audit log, with the rule that fired", async () => {
  const api = await app.api("admin");
  const viewer = await app.api("viewer");
  const before = (await api.audit.verify()).entries;
  for (let call = 0; call < 100; call += 1) await viewer.users.list().catch(() => undefined);
  const verdict = await api.audit.verify();
  expect(verdict).toMatchObject({ isIntact: true, entries: before + 100 });
  const { items } = await api.audit.list({ limit: 1 });
  expect(items[0]).toMatchObject({
    event: "access.refused",
    outcome: "refused",
    actor: { role: "viewer" },
    details: { code: "NOT_ALLOWED", permission: "user:read", procedure: "users.list" },
  });
});
