import { systemClock } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { openStore } from "./db/store.ts";
import { readAnchors } from "./features/audit/audit-anchors.ts";
import { ownOrigin } from "./features/audit/record-audit.ts";
import { verifyAudit } from "./features/audit/verify-audit.ts";
import { openToEverybody } from "./features/whitelist/allow-list.ts";
import { createLogger } from "./logger.ts";
import { type RunningConsole, startConsole } from "./start-console.ts";
import { version } from "./version.ts";

/** Does what the command line asks for. Ends the process itself where it cannot. */
export async function runCommand([command, subcommand, ...rest]: readonly string[]): Promise<void> {
  if (command === undefined) await serve();
  else if (command === "audit" && subcommand === "verify" && rest.length === 0) await verify();
  else if (command === "allow-list" && subcommand === "clear" && rest.length === 0) await clearAllowList();
  else {
    fail(
      "Usage: node src/main.ts (serves the console), node src/main.ts audit verify (checks the audit log) or node src/main.ts allow-list clear (lets every address reach the console again).",
    );
  }
}

async function serve(): Promise<void> {
  const config = read();
  const logger = loggerOf(config);
  let running: RunningConsole;
  try {
    running = await startConsole(config, systemClock, logger);
  } catch (error) {
    logger.debug({ error }, "did not start");
    fail(error instanceof Error ? error.message : String(error));
  }
  let isStopping = false;
  const stop = (exitCode: number) => {
    // Asked twice, it does not wait any longer.
    if (isStopping) process.exit(1);
    isStopping = true;
    running.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.error({ error }, "did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop(0));
  process.on("SIGTERM", () => stop(0));
  process.on("uncaughtException", (error) => {
    logger.error({ error }, "an error nobody caught; stopping");
    stop(1);
  });
  announce(config, running);
}

/** Where to go, in which mode, and how to get in: the few lines a person who started it needs. */
function announce(config: Config, { setUpLink }: RunningConsole): void {
  const lines = [
    "",
    `  Maru ${version} is ready at ${config.publicUrl}`,
    config.mode === "sandbox"
      ? "  Sandbox: every payment is made up, and no money moves. Choose a demo role on the page to sign in."
      : "  Live: connected with your i'mport credentials.",
    ...(setUpLink === null
      ? []
      : ["  There is no administrator yet. Open this link within 24 hours; it works once:", `  ${setUpLink}`]),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Exit code 0 where the audit log is whole, 2 where it is not. */
async function verify(): Promise<void> {
  const config = read();
  const logger = loggerOf(config);
  try {
    const store = await openStore({ url: config.store.url.reveal(), logger, clock: systemClock });
    const verdict = await verifyAudit(store.reports, config.secret, readAnchors(config));
    await store.close();
    process.stdout.write(
      verdict.isIntact
        ? `The audit log is whole: ${verdict.entries} entries, ending in ${verdict.headHash}.\n`
        : `The audit log cannot be trusted from entry ${verdict.sequence} on: ${verdict.problem}.\n`,
    );
    process.exitCode = verdict.isIntact ? 0 : 2;
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** The way back in for somebody the allow list keeps out: whoever may run this may do anything anyway. */
async function clearAllowList(): Promise<void> {
  const config = read();
  const logger = loggerOf(config);
  try {
    const store = await openStore({ url: config.store.url.reveal(), logger, clock: systemClock });
    const wasNarrow = await openToEverybody({ store, ...ownOrigin({ clock: systemClock, config }) });
    await store.close();
    process.stdout.write(
      wasNarrow
        ? "The console can be reached from every address again; the list itself is kept, switched off.\n"
        : "The allow list was not on: the console could be reached from every address already.\n",
    );
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function read(): Config {
  try {
    return readConfig(process.env, systemClock.now());
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

function loggerOf(config: Config) {
  const isPlay = config.mode === "sandbox";
  const secrets = [config.secret, config.metricsToken, config.firstAdmin?.password ?? null];
  const credentials = isPlay ? [] : [config.upstream.key, config.upstream.secret, config.store.url];
  return createLogger(
    config.logLevel,
    [...secrets, ...credentials].filter((secret) => secret !== null),
  );
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
