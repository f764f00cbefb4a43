import { createSandbox, type Sandbox } from "@maru/sandbox";
import { testNow } from "./create-test-app.ts";
import { fixedClock } from "./fixed-clock.ts";

/** A sandbox that other processes reach. */
export interface ListeningSandbox {
  readonly sandbox: Sandbox;
  readonly url: string;
  close(): Promise<void>;
}

/** A sandbox without payments, whose clock stands at `testNow`, on a free port of this machine. */
export async function listeningSandbox(): Promise<ListeningSandbox> {
  const sandbox = createSandbox({
    payments: 0,
    clock: fixedClock(testNow),
    anchor: Math.floor(testNow / 1000),
    keepsArriving: false,
  });
  const { url, close } = await sandbox.listen({ port: 0, host: "127.0.0.1" });
  return {
    sandbox,
    url,
    async close() {
      await close();
      await sandbox.close();
    },
  };
}
