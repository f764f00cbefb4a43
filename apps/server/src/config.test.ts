import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "maru-config-"));
const now = Date.UTC(2026, 10, 20, 3);
const base = { DATABASE_URL: `file:${join(folder, "maru.db")}` };
const secretText = "kept-from-everybody-0123456789abcdef";

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig({ ...base, ...environment }, now);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("what is refused, in one sentence", () => {
  test.each([
    [
      "a port that is no number",
      { PORT: "eighty" },
      'PORT must be a whole number from 1 to 65535, such as 8787; it is "eighty".',
    ],
    [
      "a port out of range",
      { PORT: "70000" },
      'PORT must be a whole number from 1 to 65535, such as 8787; it is "70000".',
    ],
    [
      "a port with a fraction",
      { PORT: "80.5" },
      'PORT must be a whole number from 1 to 65535, such as 8787; it is "80.5".',
    ],
    [
      "a port that only the console itself would know",
      { PORT: "0" },
      'PORT must be a whole number from 1 to 65535, such as 8787; it is "0".',
    ],
    [
      "a host with spaces",
      { HOST: "my host" },
      'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0; it is "my host".',
    ],
    [
      "private ranges that are none",
      { OUTBOUND_PRIVATE_RANGES: "10.0.0.0/33" },
      'OUTBOUND_PRIVATE_RANGES must be addresses or CIDR ranges separated by commas, such as 10.20.0.0/16, 192.168.1.4; it is "10.0.0.0/33".',
    ],
    [
      "a mail server that is none",
      { SMTP_URL: `https://user:${secretText}@example.com`, SMTP_FROM: "maru@example.com" },
      "SMTP_URL must be an address such as smtps://user:password@smtp.example.com:465.",
    ],
    [
      "a mail server without a sender",
      { SMTP_URL: "smtp://localhost:25" },
      "SMTP_URL and SMTP_FROM belong together; set both, such as SMTP_FROM=maru@example.com, or neither to send no e-mail.",
    ],
    [
      "a public address without a scheme",
      { PUBLIC_URL: "maru.example.com" },
      'PUBLIC_URL must be the address people open, without a path, such as https://maru.example.com; it is "maru.example.com".',
    ],
    [
      "a public address with a path",
      { PUBLIC_URL: "https://example.com/maru" },
      'PUBLIC_URL must be the address people open, without a path, such as https://maru.example.com; it is "https://example.com/maru".',
    ],
    [
      "an upstream that is no web address",
      { IMPORT_API_KEY: "k", IMPORT_API_SECRET: "s", IMPORT_API_URL: "ftp://x" },
      'IMPORT_API_URL must be an http or https address without a name, password, query or fragment, such as https://api.iamport.kr; it is "ftp://x".',
    ],
    [
      "a merchant code that is none",
      { IMPORT_MERCHANT_CODE: "shop-1" },
      "IMPORT_MERCHANT_CODE must be the merchant id code of i'mport's console, such as imp00000000; it is \"shop-1\".",
    ],
    [
      "an upstream with a password in it, which is not repeated",
      { IMPORT_API_KEY: "k", IMPORT_API_SECRET: "s", IMPORT_API_URL: "https://me:hunter2@v1.example.com" },
      'IMPORT_API_URL must be an http or https address without a name, password, query or fragment, such as https://api.iamport.kr; it is "https://…@v1.example.com".',
    ],
    [
      "a public address with a password in it, which is not repeated",
      { PUBLIC_URL: "https://me:hunter2@maru.example.com" },
      'PUBLIC_URL must be the address people open, without a path, such as https://maru.example.com; it is "https://…@maru.example.com".',
    ],
    [
      "an unknown kind of database",
      { DATABASE_URL: "mysql://user:hunter2@db/maru" },
      "DATABASE_URL must start with file: or postgres://, such as file:./data/maru.db or postgres://maru@localhost:5432/maru.",
    ],
    [
      "a short secret",
      { MARU_SECRET: "short" },
      "MARU_SECRET must be at least 32 characters, such as the output of: openssl rand -base64 48.",
    ],
    [
      "proxies that are no addresses",
      { TRUSTED_PROXIES: "10.0.0.0/8, proxy" },
      'TRUSTED_PROXIES must be addresses or CIDR ranges separated by commas, such as 10.0.0.0/8, 192.168.1.4; it is "10.0.0.0/8, proxy".',
    ],
    [
      "a range wider than an address",
      { TRUSTED_PROXIES: "10.0.0.0/33" },
      'TRUSTED_PROXIES must be addresses or CIDR ranges separated by commas, such as 10.0.0.0/8, 192.168.1.4; it is "10.0.0.0/33".',
    ],
    [
      "more demo payments than the sandbox holds",
      { SANDBOX_PAYMENTS: "2000001" },
      'SANDBOX_PAYMENTS must be a whole number from 0 to 2000000, such as 20000; it is "2000001".',
    ],
    [
      "a seed the sandbox does not take",
      { SANDBOX_SEED: "1000000000" },
      'SANDBOX_SEED must be a whole number from 0 to 999999999, such as 1; it is "1000000000".',
    ],
    [
      "a day that does not exist",
      { SYNC_FROM: "2026-02-30" },
      'SYNC_FROM must be a day as YYYY-MM-DD from 2010-01-01 on, such as 2026-01-01; it is "2026-02-30".',
    ],
    [
      "a day before there was any i'mport, and thousands of windows to read",
      { SYNC_FROM: "0001-01-01" },
      'SYNC_FROM must be a day as YYYY-MM-DD from 2010-01-01 on, such as 2026-01-01; it is "0001-01-01".',
    ],
    [
      "an unknown log level",
      { LOG_LEVEL: "loud" },
      'LOG_LEVEL must be debug, info, warn, error or silent, such as info; it is "loud".',
    ],
    [
      "a key without its secret",
      { IMPORT_API_KEY: "k" },
      "IMPORT_API_KEY is set but IMPORT_API_SECRET is not; give both (such as IMPORT_API_SECRET_FILE=/run/secrets/import_api_secret), or neither for the sandbox.",
    ],
    [
      "a secret without its key",
      { IMPORT_API_SECRET: "s" },
      "IMPORT_API_SECRET is set but IMPORT_API_KEY is not; give both (such as IMPORT_API_KEY_FILE=/run/secrets/import_api_key), or neither for the sandbox.",
    ],
    [
      "an upstream without credentials",
      { IMPORT_API_URL: "https://v1.example.com" },
      "IMPORT_API_URL is set but IMPORT_API_KEY and IMPORT_API_SECRET are not; give all three, or none for the sandbox, such as IMPORT_API_KEY=your-key.",
    ],
    [
      "an administrator without a password",
      { MARU_ADMIN_EMAIL: "a@example.com" },
      "MARU_ADMIN_EMAIL and MARU_ADMIN_PASSWORD belong together; set both, such as MARU_ADMIN_EMAIL=admin@example.com, or neither for a one-time set-up link.",
    ],
    [
      "a secret file that is not there",
      { MARU_SECRET_FILE: "/nowhere/secret" },
      'MARU_SECRET_FILE must name a readable, non-empty file, such as /run/secrets/maru_secret; it is "/nowhere/secret".',
    ],
    [
      "a value given twice",
      { MARU_SECRET: secretText, MARU_SECRET_FILE: "/x" },
      "MARU_SECRET and MARU_SECRET_FILE are both set; set one of them, such as MARU_SECRET_FILE=/run/secrets/maru_secret.",
    ],
  ])("%s", (_, environment, sentence) => {
    expect(problemsOf(environment)).toEqual([sentence]);
  });

  test("everything wrong at once", () => {
    expect(problemsOf({ PORT: "x", HOST: "a b" })).toHaveLength(2);
  });

  test("a data folder that cannot be made", () => {
    writeFileSync(join(folder, "a-file"), "");
    const [sentence] = problemsOf({ DATABASE_URL: `file:${join(folder, "a-file", "maru.db")}` });
    expect(sentence).toMatch(
      /^The data folder .* cannot be written \(.*\); make it writable or choose another, such as /,
    );
  });
});

test("without credentials it is the sandbox, with the whole of its history", () => {
  const config = readConfig(base, now);
  expect(config).toMatchObject({ mode: "sandbox", upstream: { baseUrl: null }, publicUrl: "http://localhost:8787" });
  expect(config.syncFrom).toBe("2024-11-10");
});

test("with credentials it is live, from 90 days ago", () => {
  const config = readConfig({ ...base, IMPORT_API_KEY: "k", IMPORT_API_SECRET: "s" }, now);
  expect(config).toMatchObject({
    mode: "live",
    upstream: { baseUrl: "https://api.iamport.kr" },
    syncFrom: "2026-08-22",
  });
});

test("reads credentials from mounted files", () => {
  writeFileSync(join(folder, "key"), "the-key\n");
  writeFileSync(join(folder, "api-secret"), "the-secret\n");
  const { upstream } = readConfig(
    { ...base, IMPORT_API_KEY_FILE: join(folder, "key"), IMPORT_API_SECRET_FILE: join(folder, "api-secret") },
    now,
  );
  expect([upstream.key.reveal(), upstream.secret.reveal()]).toEqual(["the-key", "the-secret"]);
});

test("an empty variable is none", () => {
  expect(readConfig({ ...base, PORT: "", IMPORT_API_KEY: " " }, now)).toMatchObject({ port: 8787, mode: "sandbox" });
});

test("makes a secret once and keeps it from other users of the machine", () => {
  const first = readConfig(base, now).secret.reveal();
  expect(readConfig(base, now).secret.reveal()).toBe(first);
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe(first);
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
});

test("no secret shows in a printed configuration", () => {
  const config = readConfig(
    {
      ...base,
      IMPORT_API_KEY: `${secretText}-1`,
      IMPORT_API_SECRET: `${secretText}-2`,
      MARU_SECRET: `${secretText}-3`,
      MARU_ADMIN_EMAIL: "admin@example.com",
      MARU_ADMIN_PASSWORD: `${secretText}-4`,
      METRICS_TOKEN: `${secretText}-5`,
    },
    now,
  );
  const printed = [inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config), `${config.secret}`].join(
    "\n",
  );
  expect(printed).not.toContain(secretText);
});
