import { router, signedIn } from "../../trpc.ts";
import { followEvents } from "./follow-events.ts";

export const liveRouter = router({
  events: signedIn.subscription(({ ctx, signal }) => followEvents(ctx, signal)),
});
