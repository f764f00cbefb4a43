import { createServer, type IncomingHttpHeaders } from "node:http";

export interface HeardRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A machine on this network that writes down what it is sent and answers as it is told to. */
export interface ListeningMachine {
  readonly port: number;
  readonly url: string;
  readonly heard: readonly HeardRequest[];
  /** What it answers from now on; 200 until it is told otherwise. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

/** Allows the addresses of this machine to the console under test. */
export const allowThisMachine = { OUTBOUND_PRIVATE_RANGES: "127.0.0.0/8" } as const;

export async function listenOnThisMachine(): Promise<ListeningMachine> {
  const heard: HeardRequest[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    heard.push({ url: request.url ?? "", headers: request.headers, body });
    response.writeHead(status).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    heard,
    answerWith(next) {
      status = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
