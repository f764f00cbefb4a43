import { createImportClient, type Exchange, type ImportClient, type ImportClientOptions } from "../index.ts";
import { type ControlledTime, controlledTime } from "./controlled-time.ts";

export const testCredentials = { key: "imp_key_0123456789", secret: "a-secret-that-must-not-be-seen-0123456789" };

export interface TestClient {
  readonly client: ImportClient;
  readonly exchanges: readonly Exchange[];
  readonly time: ControlledTime;
}

export function testClient(
  options: Pick<ImportClientOptions, "baseUrl"> & Partial<ImportClientOptions> & { readonly time?: ControlledTime },
): TestClient {
  const { time = controlledTime(), ...rest } = options;
  const exchanges: Exchange[] = [];
  const client = createImportClient({
    credentials: testCredentials,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    onExchange: (exchange) => exchanges.push(exchange),
    ...rest,
  });
  return { client, exchanges, time };
}
