import type { RequestContext } from "./context.ts";

/** What every route of ours finds on a Hono context. */
export interface HttpEnvironment {
  Bindings: {
    /** The address at the other end of the socket. */
    address: string;
  };
  Variables: { ctx: RequestContext };
}
