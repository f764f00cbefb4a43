import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { envelope } from "./wire-samples.ts";

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers one request, well or badly. */
export type Behaviour = (response: ServerResponse, request: ReceivedRequest) => void;

export interface HostileUpstream {
  readonly url: string;
  /** Everything received except requests for a token. */
  readonly received: readonly ReceivedRequest[];
  readonly tokenRequests: readonly ReceivedRequest[];
  /** Tokens given out, in order: every request for one gets a new one, unless told otherwise. */
  readonly tokens: readonly string[];
  /** The next requests meet these behaviours in turn; the last one stays. */
  behave(...behaviours: readonly Behaviour[]): void;
  behaveOnTokens(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** A server on the loopback that misbehaves as it is told. */
export async function startHostileUpstream(): Promise<HostileUpstream> {
  const received: ReceivedRequest[] = [];
  const tokenRequests: ReceivedRequest[] = [];
  const tokens: string[] = [];
  const issueToken: Behaviour = (response) => {
    const token = `token-${"x".repeat(24)}-${tokens.length + 1}`;
    tokens.push(token);
    json(envelope({ access_token: token, now: 1_795_226_400, expired_at: 1_795_228_200 }))(response, nobody);
  };
  let behaviours: readonly Behaviour[] = [];
  let tokenBehaviours: readonly Behaviour[] = [issueToken];

  const server = createServer((message, response) => {
    void readRequest(message).then((request) => {
      const isToken = request.url === "/users/getToken";
      (isToken ? tokenRequests : received).push(request);
      const queue = isToken ? tokenBehaviours : behaviours;
      const [behaviour = json(envelope(null, -1, "unexpected"), 500)] = queue;
      if (queue.length > 1) {
        if (isToken) tokenBehaviours = queue.slice(1);
        else behaviours = queue.slice(1);
      }
      behaviour(response, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    tokenRequests,
    tokens,
    behave(...next) {
      behaviours = next;
    },
    behaveOnTokens(...next) {
      tokenBehaviours = next.length === 0 ? [issueToken] : next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const nobody: ReceivedRequest = { method: "", url: "", headers: {}, body: "" };

async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  let body = "";
  for await (const chunk of message.setEncoding("utf8")) body += String(chunk);
  return { method: message.method ?? "", url: message.url ?? "", headers: message.headers, body };
}

export function json(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(body);
  };
}

export function html(status: number): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end("<!doctype html><title>점검 중</title>");
  };
}

/** The whole request was read, and then the line goes dead. */
export const hangUp: Behaviour = (response) => {
  response.socket?.resetAndDestroy();
};

/** Promises more than it sends. */
export function breakOffAfter(body: string): Behaviour {
  return (response) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body) + 100),
    });
    response.write(body, () => response.socket?.destroy());
  };
}

/** Takes the request, tells the test, and says nothing. */
export function silence(onReceived: () => void): Behaviour {
  return () => {
    onReceived();
  };
}
