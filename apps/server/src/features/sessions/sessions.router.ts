import { z } from "zod";
import { router, signedIn } from "../../trpc.ts";
import { describeMe, listSessions, revokeOtherSessions, revokeSession } from "./manage-sessions.ts";
import { preferencesChange, savePreferences } from "./preferences.ts";

export const sessionsRouter = router({
  me: signedIn.query(({ ctx }) => describeMe(ctx)),
  savePreferences: signedIn.input(preferencesChange).mutation(({ ctx, input }) => savePreferences(ctx, input)),
  list: signedIn.query(({ ctx }) => listSessions(ctx)),
  revoke: signedIn
    .input(z.strictObject({ id: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => revokeSession(ctx, input.id)),
  revokeOthers: signedIn.mutation(({ ctx }) => revokeOtherSessions(ctx)),
});
