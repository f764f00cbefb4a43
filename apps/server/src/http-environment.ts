import type { IncomingMessage } from "node:http";
import type { RequestContext } from "./context.ts";

/** What every route of ours finds on a Hono context. */
export interface HttpEnvironment {
  Bindings: {
    /** The address at the other end of the socket. */
    address: string;
    /** The request as Node took it; absent where there is no server. */
    incoming?: IncomingMessage | undefined;
  };
  Variables: { ctx: RequestContext };
}
