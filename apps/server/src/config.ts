import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { dirname, join, resolve } from "node:path";
import { addKstDays, isKstDate, type KstDate, toKstDate } from "@maru/domain";
import { z } from "zod";
import { makePrivateFolder } from "./private-folder.ts";
import { Secret } from "./secret.ts";

export interface Config {
  /** `sandbox`: no credentials were given, and everything is play money. */
  readonly mode: "sandbox" | "live";
  readonly host: string;
  readonly port: number;
  /** The origin people type, without a trailing slash. */
  readonly publicUrl: string;
  readonly store: { readonly dialect: "sqlite" | "postgres"; readonly url: Secret };
  /** Where the embedded store, the generated secret and the sandbox's journal live. */
  readonly dataFolder: string;
  readonly upstream: {
    /** Null means the sandbox this process starts. */
    readonly baseUrl: string | null;
    readonly key: Secret;
    readonly secret: Secret;
    /** The merchant's id code, by which a payment window knows whose it is; no secret. Null where nobody gave one. */
    readonly merchantCode: string | null;
    /** The sub-merchant that everything here is done for, three letters or digits; null for the parent store. */
    readonly tier: string | null;
  };
  /** Where the settings of upstream were found. */
  readonly origins: Readonly<Record<UpstreamSetting, SettingOrigin>>;
  /** Signs and encrypts what the console hands out. */
  readonly secret: Secret;
  /** Whoever shows it may read `/metrics` from another machine; null leaves it to this machine alone. */
  readonly metricsToken: Secret | null;
  readonly firstAdmin: { readonly email: string; readonly password: Secret } | null;
  readonly trustedProxies: BlockList;
  /** Addresses outside the public internet that the console may call all the same, where somebody entered them. */
  readonly outboundPrivateRanges: BlockList;
  /** Sends alerts by e-mail; null sends none. */
  readonly mail: { readonly url: Secret; readonly from: string } | null;
  readonly sandbox: { readonly port: number; readonly payments: number; readonly seed: number };
  /** The first Asia/Seoul day the first load covers. */
  readonly syncFrom: KstDate;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

export const upstreamSettings = [
  "IMPORT_MERCHANT_CODE",
  "IMPORT_API_KEY",
  "IMPORT_API_SECRET",
  "IMPORT_API_URL",
] as const;
export type UpstreamSetting = (typeof upstreamSettings)[number];

/** A variable itself, the file that its `_FILE` variable names, or nothing, where a default stands in. */
export type SettingOrigin =
  | { readonly kind: "environment" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "unset" };

/** Every wrong setting at once, each in one sentence that never repeats a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox's shop has been open for two years. */
const sandboxHistoryDays = 740;
const liveHistoryDays = 90;
const shortestSecret = 32;
const shortestPassword = 12;
/** i'mport is younger than this. */
const earliestSyncFrom = "2010-01-01";
/** What the sandbox holds and takes. */
const mostSandboxPayments = 2_000_000;
const largestSandboxSeed = 999_999_999;

const portNumber = z.coerce.number().int().min(1).max(65_535);
/** 0 takes any free port, which nobody has to know. */
const sandboxPortNumber = z.coerce.number().int().min(0).max(65_535);

/** What each variable must be. The sentence follows the variable's name. */
const settings = z.object({
  IMPORT_API_KEY: z.string().optional(),
  IMPORT_API_SECRET: z.string().optional(),
  IMPORT_API_URL: z
    .string()
    .refine(isPlainAddress, {
      error:
        "must be an http or https address without a name, password, query or fragment, such as https://api.iamport.kr",
    })
    .optional(),
  IMPORT_MERCHANT_CODE: z
    .string()
    .regex(/^imp\d{6,12}$/, { error: "must be the merchant id code of i'mport's console, such as imp00000000" })
    .optional(),
  IMPORT_TIER: z
    .string()
    .regex(/^[A-Z0-9]{3}$/, {
      error: "must be the code of a sub-merchant, three upper-case letters or digits, such as POP",
    })
    .optional(),
  PORT: numeric(portNumber, "must be a whole number from 1 to 65535, such as 8787").default(8787),
  HOST: z
    .string()
    .refine((host) => isIP(host) !== 0 || /^[a-z0-9.-]+$/i.test(host), {
      error: "must be an address to listen on, such as 127.0.0.1 or 0.0.0.0",
    })
    .default("127.0.0.1"),
  PUBLIC_URL: z
    .string()
    .refine(isWebOrigin, {
      error: "must be the address people open, without a path, such as https://maru.example.com",
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, {
      error: "must start with file: or postgres://, such as file:./data/maru.db or postgres://maru@localhost:5432/maru",
    })
    .default("file:./data/maru.db"),
  MARU_SECRET: z
    .string()
    .min(shortestSecret, {
      error: `must be at least ${shortestSecret} characters, such as the output of: openssl rand -base64 48`,
    })
    .optional(),
  MARU_ADMIN_EMAIL: z.email({ error: "must be an e-mail address, such as admin@example.com" }).optional(),
  MARU_ADMIN_PASSWORD: z
    .string()
    .min(shortestPassword, { error: `must be at least ${shortestPassword} characters, such as four random words` })
    .optional(),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: "must be at least 16 characters, such as the output of: openssl rand -hex 16" })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((list) => parseRanges(list) !== null, {
      error: "must be addresses or CIDR ranges separated by commas, such as 10.0.0.0/8, 192.168.1.4",
    })
    .default(""),
  OUTBOUND_PRIVATE_RANGES: z
    .string()
    .refine((list) => parseRanges(list) !== null, {
      error: "must be addresses or CIDR ranges separated by commas, such as 10.20.0.0/16, 192.168.1.4",
    })
    .default(""),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ""), {
      error: "must be an address such as smtps://user:password@smtp.example.com:465",
    })
    .optional(),
  SMTP_FROM: z.email({ error: "must be an e-mail address, such as maru@example.com" }).optional(),
  SANDBOX_PORT: numeric(sandboxPortNumber, "must be a whole number from 0 to 65535, such as 8788").default(8788),
  SANDBOX_PAYMENTS: numeric(
    z.coerce.number().int().min(0).max(mostSandboxPayments),
    `must be a whole number from 0 to ${mostSandboxPayments}, such as 20000`,
  ).default(20_000),
  SANDBOX_SEED: numeric(
    z.coerce.number().int().min(0).max(largestSandboxSeed),
    `must be a whole number from 0 to ${largestSandboxSeed}, such as 1`,
  ).default(1),
  SYNC_FROM: z
    .string()
    .refine((text) => isKstDate(text) && text >= earliestSyncFrom, {
      error: `must be a day as YYYY-MM-DD from ${earliestSyncFrom} on, such as 2026-01-01`,
    })
    .optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent, such as info",
    })
    .default("info"),
});

type SettingName = keyof z.infer<typeof settings>;

const secretNames: ReadonlySet<string> = new Set([
  "IMPORT_API_KEY",
  "IMPORT_API_SECRET",
  "DATABASE_URL",
  "MARU_SECRET",
  "MARU_ADMIN_PASSWORD",
  "METRICS_TOKEN",
  "SMTP_URL",
]);

function numeric<Schema extends z.ZodType<number>>(schema: Schema, error: string) {
  return z
    .string()
    .refine((text) => /^\d+$/.test(text.trim()) && schema.safeParse(text).success, { error })
    .transform(Number);
}

/** An http or https address and nothing that does not belong into one. */
function isPlainAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

function isWebOrigin(text: string): boolean {
  return isPlainAddress(text) && new URL(text).pathname === "/";
}

function isDatabaseUrl(text: string): boolean {
  if (text.startsWith("file:")) return text.length > "file:".length;
  return /^postgres(ql)?:\/\//.test(text) && URL.parse(text) !== null;
}

/**
 * Reads the environment, once. `now` (unix milliseconds) decides the default of SYNC_FROM. Throws a ConfigError that
 * names every wrong variable.
 */
export function readConfig(environment: Environment, now: number): Config {
  const { values, problems, origins } = collect(environment);
  const parsed = settings.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describe(issue, values)));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  problems.push(...findContradictions(parsed.data));
  if (problems.length > 0) throw new ConfigError(problems);

  const set = parsed.data;
  const mode = set.IMPORT_API_KEY === undefined ? "sandbox" : "live";
  const dialect = set.DATABASE_URL.startsWith("file:") ? "sqlite" : "postgres";
  const dataFolder = dialect === "sqlite" ? dirname(resolve(sqlitePath(set.DATABASE_URL))) : resolve("data");
  const historyDays = mode === "sandbox" ? sandboxHistoryDays : liveHistoryDays;
  const proxies = parseRanges(set.TRUSTED_PROXIES) ?? new BlockList();
  const { MARU_ADMIN_EMAIL: adminEmail, MARU_ADMIN_PASSWORD: adminPassword } = set;
  return {
    mode,
    host: set.HOST,
    port: set.PORT,
    publicUrl: new URL(set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).origin,
    store: { dialect, url: new Secret(set.DATABASE_URL) },
    dataFolder,
    upstream: {
      baseUrl: set.IMPORT_API_URL ?? (mode === "sandbox" ? null : "https://api.iamport.kr"),
      key: new Secret(set.IMPORT_API_KEY ?? "sandbox"),
      secret: new Secret(set.IMPORT_API_SECRET ?? "sandbox-secret"),
      merchantCode: set.IMPORT_MERCHANT_CODE ?? null,
      tier: set.IMPORT_TIER ?? null,
    },
    origins: {
      IMPORT_MERCHANT_CODE: origins.IMPORT_MERCHANT_CODE ?? { kind: "unset" },
      IMPORT_API_KEY: origins.IMPORT_API_KEY ?? { kind: "unset" },
      IMPORT_API_SECRET: origins.IMPORT_API_SECRET ?? { kind: "unset" },
      IMPORT_API_URL: origins.IMPORT_API_URL ?? { kind: "unset" },
    },
    secret: new Secret(set.MARU_SECRET ?? readOrCreateSecret(dataFolder)),
    metricsToken: set.METRICS_TOKEN === undefined ? null : new Secret(set.METRICS_TOKEN),
    firstAdmin:
      adminEmail === undefined || adminPassword === undefined
        ? null
        : { email: adminEmail.toLowerCase(), password: new Secret(adminPassword) },
    trustedProxies: proxies,
    mail:
      set.SMTP_URL === undefined || set.SMTP_FROM === undefined
        ? null
        : { url: new Secret(set.SMTP_URL), from: set.SMTP_FROM },
    outboundPrivateRanges: parseRanges(set.OUTBOUND_PRIVATE_RANGES) ?? new BlockList(),
    sandbox: { port: set.SANDBOX_PORT, payments: set.SANDBOX_PAYMENTS, seed: set.SANDBOX_SEED },
    syncFrom: set.SYNC_FROM ?? addKstDays(toKstDate(Math.floor(now / 1000)), -historyDays),
    logLevel: set.LOG_LEVEL,
  };
}

/** Takes each setting from its variable or from the file its `_FILE` variable names; an empty value is none. */
function collect(environment: Environment): {
  values: Partial<Record<SettingName, string>>;
  origins: Partial<Record<SettingName, SettingOrigin>>;
  problems: string[];
} {
  const values: Partial<Record<SettingName, string>> = {};
  const origins: Partial<Record<SettingName, SettingOrigin>> = {};
  const problems: string[] = [];
  for (const name of settingNames()) {
    const value = environment[name]?.trim();
    const file = environment[`${name}_FILE`]?.trim();
    if (value && file) {
      problems.push(
        `${name} and ${name}_FILE are both set; set one of them, such as ${name}_FILE=/run/secrets/${name.toLowerCase()}.`,
      );
    } else if (value) {
      values[name] = value;
      origins[name] = { kind: "environment" };
    } else if (file) {
      const content = readSecretFile(file);
      if (content === null) {
        problems.push(
          `${name}_FILE must name a readable, non-empty file, such as /run/secrets/${name.toLowerCase()}; it is "${file}".`,
        );
      } else {
        values[name] = content;
        origins[name] = { kind: "file", path: file };
      }
    }
  }
  return { values, origins, problems };
}

function settingNames(): SettingName[] {
  return settings.keyof().options;
}

/** What such a file holds now; null where it holds nothing or cannot be read. */
export function readSecretFile(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch {
    return null;
  }
}

function describe(issue: z.core.$ZodIssue, values: Partial<Record<SettingName, string>>): string {
  const name = settingNames().find((candidate) => candidate === issue.path[0]);
  if (name === undefined) return `${issue.message}.`;
  const given = secretNames.has(name) ? "" : `; it is "${hidePassword(values[name] ?? "")}"`;
  return `${name} ${issue.message}${given}.`;
}

/** An address without who it names, which may be a password. */
function hidePassword(text: string): string {
  return text.replace(/\/\/[^/]*@/, "//…@");
}

function findContradictions(set: z.infer<typeof settings>): string[] {
  const problems: string[] = [];
  if (set.IMPORT_API_KEY !== undefined && set.IMPORT_API_SECRET === undefined) {
    problems.push(
      "IMPORT_API_KEY is set but IMPORT_API_SECRET is not; give both (such as IMPORT_API_SECRET_FILE=/run/secrets/import_api_secret), or neither for the sandbox.",
    );
  }
  if (set.IMPORT_API_SECRET !== undefined && set.IMPORT_API_KEY === undefined) {
    problems.push(
      "IMPORT_API_SECRET is set but IMPORT_API_KEY is not; give both (such as IMPORT_API_KEY_FILE=/run/secrets/import_api_key), or neither for the sandbox.",
    );
  }
  if (set.IMPORT_API_URL !== undefined && set.IMPORT_API_KEY === undefined && set.IMPORT_API_SECRET === undefined) {
    problems.push(
      "IMPORT_API_URL is set but IMPORT_API_KEY and IMPORT_API_SECRET are not; give all three, or none for the sandbox, such as IMPORT_API_KEY=your-key.",
    );
  }
  if ((set.MARU_ADMIN_EMAIL === undefined) !== (set.MARU_ADMIN_PASSWORD === undefined)) {
    problems.push(
      "MARU_ADMIN_EMAIL and MARU_ADMIN_PASSWORD belong together; set both, such as MARU_ADMIN_EMAIL=admin@example.com, or neither for a one-time set-up link.",
    );
  }
  if ((set.SMTP_URL === undefined) !== (set.SMTP_FROM === undefined)) {
    problems.push(
      "SMTP_URL and SMTP_FROM belong together; set both, such as SMTP_FROM=maru@example.com, or neither to send no e-mail.",
    );
  }
  return problems;
}

function parseRanges(list: string): BlockList | null {
  const ranges = new BlockList();
  for (const entry of list.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [address = "", prefix, ...rest] = entry.split("/");
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (version === 0 || rest.length > 0 || prefix === "" || !Number.isInteger(length) || length < 0 || length > bits)
      return null;
    ranges.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
  }
  return ranges;
}

/** The file a `file:` address names; relative to where the process was started. */
function sqlitePath(url: string): string {
  return url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
}

/** The console's own secret, made at the first start and kept readable by its owner alone. */
function readOrCreateSecret(dataFolder: string): string {
  const file = join(dataFolder, "secret");
  try {
    makePrivateFolder(dataFolder);
    try {
      writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    chmodSync(file, 0o600);
    const secret = readFileSync(file, "utf8").trim();
    if (secret.length >= shortestSecret) return secret;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `The data folder ${dataFolder} cannot be written (${reason}); make it writable or choose another, such as DATABASE_URL=file:/var/lib/maru/maru.db.`,
    ]);
  }
  throw new ConfigError([
    `The file ${file} is damaged; restore it from a backup, or delete it, which signs everybody out and voids second factors.`,
  ]);
}
