import type { HttpBindings } from "@hono/node-server";
import type { RequestContext } from "./context.ts";

/** What every route of ours finds on a Hono context. */
export interface HttpEnvironment {
  Bindings: Partial<HttpBindings>;
  Variables: { ctx: RequestContext };
}
