import { createServer, IncomingMessage, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.ts";

/** Serves the app over HTTP. Requests that come before it is there wait for it. */
export function createAppServer(ready: Promise<App>): Server {
  let serving: App | undefined;
  ready.then(
    (app) => {
      serving = app;
    },
    // Whoever asked for the app hears of it; who waits for an answer is left to the connection's end.
    () => undefined,
  );
  const listener = getRequestListener(async (request, { incoming }) =>
    (await ready).fetch(request, {
      address: incoming.socket.remoteAddress ?? "",
      incoming: incoming instanceof IncomingMessage ? incoming : undefined,
    }),
  );
  return createServer((incoming, outgoing) => {
    if (serving?.answerAgain(incoming, outgoing) !== true) void listener(incoming, outgoing);
  });
}
