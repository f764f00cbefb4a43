import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createImportClient } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "../router.ts";
import { operationCoverage, type Place } from "./operation-coverage.ts";
import { plainTable, renderCoverage } from "./render-coverage.ts";

const root = join(import.meta.dirname, "../../../..");
const document = join(root, "../shared/domain/v1.openapi.json");
const isPresent = existsSync(document);
if (!isPresent) {
  process.stderr.write("SKIPPED: the coverage is not held against the vendor's document, v1.openapi.json is absent\n");
}

const operations = Object.keys(operationCoverage);
const placesOf = (column: keyof (typeof operationCoverage)[string]) =>
  Object.entries(operationCoverage).flatMap(([operation, places]): [string, string][] => {
    const place: Place = places[column];
    return typeof place === "string" ? [[operation, place]] : [];
  });

describe("every operation of V1", () => {
  test.skipIf(!isPresent)("stands in the table, and nothing else does", () => {
    const { paths }: { paths: Record<string, Record<string, unknown>> } = JSON.parse(readFileSync(document, "utf8"));
    const published = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations).toEqual(published);
    expect(operations).toHaveLength(80);
  });

  test("that is not reached says why, in a sentence", () => {
    for (const places of Object.values(operationCoverage)) {
      for (const place of Object.values(places)) {
        if (typeof place !== "string") expect(place.why).toMatch(/^[A-Z].{20,}\.$/);
      }
    }
  });

  describe("is answered by the sandbox", () => {
    const sandbox = createSandbox({ payments: 50 });
    let authorization = "";
    beforeAll(async () => {
      const signIn = { imp_key: "sandbox", imp_secret: "sandbox-secret" };
      const answer = await ask("POST", "/users/getToken", signIn);
      authorization = String(Reflect.get(Object(answer.response), "access_token"));
    });
    afterAll(() => sandbox.close());

    async function ask(method: string, path: string, body: object = {}) {
      const init: RequestInit = { method, headers: { authorization, "content-type": "application/json" } };
      if (method !== "GET") init.body = JSON.stringify(body);
      const response = await sandbox.fetch(new Request(`http://sandbox.invalid${path}`, init));
      const answer: { message: string | null; response: unknown } = JSON.parse(await response.text());
      return { ...answer, status: response.status };
    }

    test.each(operations)("%s", async (operation) => {
      const [method = "", template = ""] = operation.split(" ");
      const { status, message } = await ask(
        method,
        template.replaceAll(/\{payment_status\}/g, "all").replaceAll(/\{\w+\}/g, "x"),
      );
      expect(status).not.toBe(405);
      expect(message).not.toBe("요청하신 API를 찾을 수 없습니다.");
    });

    test("and what V1 does not have is not", async () => {
      expect(await ask("GET", "/no/such/operation")).toMatchObject({ message: "요청하신 API를 찾을 수 없습니다." });
      expect(await ask("PUT", "/cvs")).toMatchObject({ status: 405 });
    });
  });
});

describe("what the table names is there", () => {
  const client = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "key", secret: "secret" },
    clock: { now: () => 0 },
  });
  const procedures = new Set(Object.keys(appRouter._def.procedures));
  const routes = readFileSync(join(root, "apps/web/src/app/routes.tsx"), "utf8");
  const addresses = new Set(
    [...routes.matchAll(/path: "([^"]+)"/g)].map(([, path = ""]) =>
      path.startsWith("/") ? path : `/payments/:impUid/${path}`,
    ),
  );

  test.each(placesOf("client"))("%s: the client's %s", (_, name) => {
    expect(typeof Reflect.get(client, name)).toBe("function");
  });
  test.each(placesOf("procedure"))("%s: the procedure %s", (_, name) => {
    expect(procedures).toContain(name);
  });
  test.each(placesOf("screen"))("%s: the screen %s", (_, address) => {
    expect(addresses).toContain(address);
  });
  test.each(placesOf("journey"))("%s: the journey %s", (_, file) => {
    expect(existsSync(join(root, "apps/web/e2e", file))).toBe(true);
  });

  test("no function of the client is left out", () => {
    const named = new Set(placesOf("client").map(([, name]) => name));
    // Older clients have it, the published document no longer does.
    const undocumented = new Set(["getAccountHolder"]);
    expect(Object.keys(client).filter((name) => !named.has(name) && !undocumented.has(name))).toEqual([]);
  });

  test("every family has a person's way in", () => {
    const families = new Map<string, boolean>();
    for (const [operation, { screen }] of Object.entries(operationCoverage)) {
      const family = /\/naver\//.test(operation) ? "naver" : (operation.split("/")[1] ?? "");
      families.set(family, (families.get(family) ?? false) || typeof screen === "string");
    }
    const closed = [...families].filter(([, isOpen]) => !isOpen).map(([family]) => family);
    expect(closed.sort()).toEqual(["banks", "benepia", "cards"]);
  });
});

test("the copy for readers says the same", () => {
  const copy = readFileSync(join(root, ".github/operations.md"), "utf8");
  expect(plainTable(copy)).toBe(plainTable(renderCoverage()));
});
