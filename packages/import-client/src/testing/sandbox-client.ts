import { createSandbox, type Sandbox } from "@maru/sandbox";
import { type ContractProxy, startContractProxy } from "./contract-proxy.ts";
import { type ControlledTime, controlledTime } from "./controlled-time.ts";
import { type TestClient, testClient } from "./test-client.ts";

export interface SandboxClient extends TestClient {
  readonly sandbox: Sandbox;
  /** Makes a payment through the controls and gives its id. */
  make(order?: Parameters<Sandbox["control"]["createPayment"]>[1]): string;
  nowSeconds(): number;
}

/** A client and the sandbox it talks to, in one process and on one clock. */
export function sandboxClient(): SandboxClient {
  const time = controlledTime();
  const sandbox = createSandbox({ payments: 0, clock: time.clock, keepsArriving: false });
  return withControls(sandbox, time, { baseUrl: "http://sandbox.test", fetch: (request) => sandbox.fetch(request) });
}

/** The same, with the vendor's document between the two. */
export async function heldSandboxClient(): Promise<
  SandboxClient & { readonly proxy: ContractProxy; close(): Promise<void> }
> {
  const time = controlledTime();
  const sandbox = createSandbox({ payments: 0, clock: time.clock, keepsArriving: false });
  const listening = await sandbox.listen({ port: 0, host: "127.0.0.1" });
  const proxy = await startContractProxy(listening.url);
  return {
    ...withControls(sandbox, time, { baseUrl: proxy.url }),
    proxy,
    async close() {
      await proxy.close();
      await listening.close();
      await sandbox.close();
    },
  };
}

function withControls(
  sandbox: Sandbox,
  time: ControlledTime,
  options: Pick<Parameters<typeof testClient>[0], "baseUrl" | "fetch">,
): SandboxClient {
  const test = testClient({ credentials: { key: "sandbox", secret: "sandbox-secret" }, time, ...options });
  return {
    ...test,
    sandbox,
    make: (order = {}) => sandbox.control.createPayment(sandbox.control.parent, order).wire.imp_uid,
    nowSeconds: () => Math.floor(time.clock.now() / 1000),
  };
}
