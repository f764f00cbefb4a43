import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock, Role } from "@maru/domain";
import { createImportClient, type ImportClient, type ImportClientOptions } from "@maru/import-client";
import { createSandbox, type Sandbox, type SandboxOptions } from "@maru/sandbox";
import type { App } from "../app.ts";
import { assembleConsole, type ConsoleParts } from "../assemble-console.ts";
import { type Config, readConfig } from "../config.ts";
import type { Deps, RequestContext } from "../context.ts";
import { type OpenTestStore, openSqliteStore } from "../db/testing/test-stores.ts";
import type { Auth } from "../features/auth/auth.ts";
import { claimStore } from "../features/console/claim-store.ts";
import { beginSession } from "../features/sessions/begin-session.ts";
import { readSession } from "../features/sessions/read-session.ts";
import { createUser } from "../features/users/create-user.ts";
import { demoAccount, ensureDemoUsers } from "../features/users/first-users.ts";
import { findUser } from "../features/users/users.repository.ts";
import { createLogger } from "../logger.ts";
import { appRouter } from "../router.ts";
import { loadStaticFiles, type StaticFiles } from "../static-files.ts";
import { createCallerFactory } from "../trpc.ts";
import { type FixedClock, fixedClock } from "./fixed-clock.ts";

export interface TestAppOptions {
  /** Further variables, such as `{ PUBLIC_URL: "https://maru.example.com" }`. Credentials make it live mode. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Unix milliseconds at which the clock stands. */
  readonly now?: number;
  /** Runs on this clock instead of a fixed one. */
  readonly clock?: Clock;
  /** Instead of the sandbox. */
  readonly upstream?: ImportClient;
  /** Changes the client of the sandbox, such as how long it waits. */
  readonly client?: Partial<ImportClientOptions>;
  readonly sandbox?: SandboxOptions;
  readonly staticFiles?: StaticFiles;
  /** Opens another database than SQLite. */
  readonly open?: OpenTestStore;
  /** What the data folder's disk seems to take still. */
  readonly freeBytes?: () => Promise<number>;
  /** Where calls to upstream seem to leave from. */
  readonly egress?: () => Promise<string | null>;
}

/** Its parts stand still; a test takes their steps. */
export interface TestApp extends ConsoleParts {
  readonly app: App;
  readonly deps: Deps;
  readonly config: Config;
  readonly auth: Auth;
  /** The stand-in of i'mport, for its controls. */
  readonly sandbox: Sandbox;
  readonly clock: FixedClock;
  readonly publicUrl: string;
  /** What was logged, one JSON text per entry. */
  readonly logLines: readonly string[];
  /** Calls procedures as somebody of this role, without HTTP. */
  api(role: Role): Promise<TestApi>;
  /** The same as this person, who is added if they are not there yet. */
  apiOf(person: TestPerson): Promise<TestApi>;
  /** Calls procedures as nobody. */
  anonymousApi(): TestApi;
  /** The Cookie header of a new session of somebody of this role. */
  signIn(role: Role): Promise<string>;
  /** Sends a request as a page of the console would: with its Origin, and a JSON body where one is given. */
  http(path: string, init?: TestRequest): Promise<Response>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly role: Role;
  readonly email: string;
  readonly name: string;
}

export interface TestRequest {
  readonly method?: string;
  readonly cookie?: string;
  readonly json?: unknown;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address the request seems to come from. */
  readonly from?: string;
}

const createCaller = createCallerFactory(appRouter);
export type TestApi = ReturnType<typeof createCaller>;

/** 2026-11-20 12:00 in Seoul. */
export const testNow = Date.UTC(2026, 10, 20, 3);

/** The whole console on a database of its own, against a sandbox in this process; only the network is left out. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), "maru-test-"));
  const clock = adjustable(options.clock ?? fixedClock(options.now ?? testNow));
  const config = readConfig(
    { DATABASE_URL: `file:${join(folder, "maru.db")}`, MARU_SECRET: "s".repeat(48), ...options.environment },
    clock.now(),
  );
  const logLines: string[] = [];
  const logger = createLogger("debug", [config.secret, config.upstream.secret], {
    write: (line) => logLines.push(line),
  });
  const opened = await (options.open ?? openSqliteStore)();
  const { store } = opened;
  await claimStore(store, config);
  const credentials = { key: config.upstream.key.reveal(), secret: config.upstream.secret.reveal() };
  const sandbox = createSandbox({
    payments: 0,
    clock,
    anchor: Math.floor(clock.now() / 1000),
    keepsArriving: false,
    apiKey: credentials.key,
    apiSecret: credentials.secret,
    ...options.sandbox,
  });
  const { deps, app, auth, parts } = assembleConsole({
    config,
    store,
    clock,
    logger,
    ...(options.freeBytes === undefined ? {} : { freeBytes: options.freeBytes }),
    ...(options.egress === undefined ? {} : { egress: options.egress }),
    sandboxUrl: config.mode === "sandbox" ? "http://sandbox.test" : null,
    staticFiles: options.staticFiles ?? loadStaticFiles(join(folder, "no-web-app")),
    connectUpstream: (watching) =>
      options.upstream ??
      createImportClient({
        baseUrl: "http://sandbox.invalid",
        fetch: (request) => sandbox.fetch(request),
        credentials,
        tier: config.upstream.tier ?? undefined,
        clock,
        ...watching,
        ...options.client,
      }),
  });
  if (config.mode === "sandbox") await ensureDemoUsers(deps);

  function origin(): RequestContext {
    return {
      ...deps,
      actor: null,
      session: null,
      ip: "192.0.2.1",
      userAgent: "test",
      requestId: deps.ids.next(),
    };
  }

  async function signIn(role: Role): Promise<string> {
    return signInAs({ role, ...demoAccount(role) });
  }

  async function signInAs({ role, name, email }: TestPerson): Promise<string> {
    const cookie = await store.transact(async (tx) => {
      const found = await findUser(tx, { email });
      const ctx = origin();
      const actor =
        found === undefined
          ? await createUser(tx, ctx, { name, email, role, passwordHash: null, by: "set_up_link" })
          : { userId: found.id, name, email, role };
      return beginSession(tx, ctx, actor, "demo");
    });
    return cookie.split(";")[0] ?? "";
  }

  return {
    app,
    deps,
    config,
    auth,
    ...parts,
    sandbox,
    clock,
    publicUrl: config.publicUrl,
    logLines,
    signIn,
    async api(role) {
      const signedIn = await readSession(deps, await signIn(role));
      return createCaller({ ...origin(), ...signedIn });
    },
    async apiOf(person) {
      const signedIn = await readSession(deps, await signInAs(person));
      return createCaller({ ...origin(), ...signedIn });
    },
    anonymousApi: () => createCaller(origin()),
    async http(path, { method, cookie, json, body, headers, from } = {}) {
      const content = json === undefined ? body : JSON.stringify(json);
      const request = new Request(new URL(path, config.publicUrl), {
        method: method ?? (content === undefined ? "GET" : "POST"),
        headers: {
          origin: config.publicUrl,
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...(cookie === undefined ? {} : { cookie }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
      });
      return app.fetch(request, { address: from ?? "192.0.2.1" });
    },
    async close() {
      await sandbox.close();
      await opened.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function adjustable(clock: Clock): FixedClock {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
