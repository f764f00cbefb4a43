import { open, router } from "../../trpc.ts";
import { describeConsole } from "./describe-console.ts";

export const consoleRouter = router({
  status: open.query(({ ctx }) => describeConsole(ctx)),
});
