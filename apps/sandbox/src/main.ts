import process from "node:process";
import { createSandbox, type SandboxOptions } from "./index.ts";

const LOOPBACK = "127.0.0.1";

function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function text(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === "" ? undefined : value;
}

function wholeNumber(name: string, otherwise: number): number {
  const value = text(name);
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value)) refuseToStart(`${name} must be a whole number, not "${value}".`);
  return Number(value);
}

const options: SandboxOptions = {
  seed: wholeNumber("SANDBOX_SEED", 1),
  payments: wholeNumber("SANDBOX_PAYMENTS", 20_000),
};
const apiKey = text("SANDBOX_API_KEY");
const apiSecret = text("SANDBOX_API_SECRET");
const stateFile = text("SANDBOX_STATE_FILE");
const webhookUrl = text("SANDBOX_WEBHOOK_URL");
if (apiKey !== undefined) options.apiKey = apiKey;
if (apiSecret !== undefined) options.apiSecret = apiSecret;
if (stateFile !== undefined) options.stateFile = stateFile;
if (webhookUrl !== undefined) options.webhookUrl = webhookUrl;
const webhookTier = text("SANDBOX_WEBHOOK_TIER");
if (webhookTier !== undefined) options.webhookTier = webhookTier;
const port = wholeNumber("SANDBOX_PORT", 8788);

try {
  const sandbox = createSandbox(options);
  const { url } = await sandbox.listen({ port, host: LOOPBACK });
  process.stdout.write(`${JSON.stringify({ listening: url })}\n`);
  const stop = () => {
    void sandbox.close().finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
} catch (error) {
  refuseToStart(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`);
}
