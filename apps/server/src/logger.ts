import { type DestinationStream, type Logger, pino, stdSerializers } from "pino";
import type { Config } from "./config.ts";
import type { Secret } from "./secret.ts";

const censor = "[redacted]";

/** Fields that hold a secret or personal data under whatever name they usually travel. */
const redactedKeys = [
  "password",
  "token",
  "access_token",
  "secret",
  "imp_key",
  "imp_secret",
  "authorization",
  "cookie",
  "set-cookie",
  "email",
  "name",
  "buyer_name",
  "buyer_tel",
  "buyer_email",
  "buyer_addr",
  "tel",
  "phone",
];

/** One JSON line per entry. No field or sentence in it holds a secret, whatever was logged. */
export function createLogger(
  level: Config["logLevel"],
  secrets: readonly Secret[],
  destination?: DestinationStream,
): Logger {
  const values = secrets.map((secret) => secret.reveal()).filter((value) => value.length >= 6);
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.errWithCause, err: stdSerializers.errWithCause },
      redact: {
        paths: redactedKeys.flatMap((key) =>
          [path(key), `*${path(key)}`, `*.*${path(key)}`].map((p) => p.replace(/^\./, "")),
        ),
        censor,
      },
      hooks: { streamWrite: (line) => removeSecrets(line, values) },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

function path(key: string): string {
  return /^\w+$/.test(key) ? `.${key}` : `["${key}"]`;
}

function removeSecrets(line: string, values: readonly string[]): string {
  return values.reduce((cleaned, value) => cleaned.replaceAll(value, censor), line);
}
