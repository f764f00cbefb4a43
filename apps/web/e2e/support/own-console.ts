import { RunningConsole, until } from "./running-console.ts";
import { type Fault, Sandbox } from "./sandbox.ts";
import { test as base } from "./test.ts";

interface OwnConsoleOptions {
  /** Environment of the console's process, such as the size of its sandbox. */
  consoleSettings: Readonly<Record<string, string>>;
  /** What is wrong upstream from the first moment on. */
  faultAtStart: Fault | null;
}

interface OwnConsoleFixtures {
  ownConsole: RunningConsole;
}

/** Journeys with a console to themselves: they may break its upstream, kill it and count what it holds. */
export const test = base.extend<OwnConsoleOptions & OwnConsoleFixtures>({
  consoleSettings: [{ SANDBOX_PAYMENTS: "400" }, { option: true }],
  faultAtStart: [null, { option: true }],
  ownConsole: async ({ consoleSettings, faultAtStart }, use) => {
    const ownConsole = await RunningConsole.create(consoleSettings);
    const sandbox = new Sandbox(ownConsole.sandboxUrl);
    const isBroken = (fault: Fault) =>
      sandbox.breakDown(fault).then(
        () => true,
        () => false,
      );
    await ownConsole.start(async () => {
      if (faultAtStart !== null) await until(() => isBroken(faultAtStart), "the sandbox to take a fault");
    });
    await use(ownConsole);
    await ownConsole.stop();
  },
  addresses: async ({ ownConsole }, use) => use(ownConsole),
});
