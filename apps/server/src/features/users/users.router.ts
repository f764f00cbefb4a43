import { allowed, router, signedIn } from "../../trpc.ts";
import {
  addOwnTel,
  deactivateUser,
  invitation,
  inviteUser,
  listUsers,
  ownTel,
  reactivateUser,
  readOwnTel,
  roleChange,
  setRole,
  setTel,
  telChange,
  userReference,
} from "./manage-users.ts";

export const usersRouter = router({
  list: allowed("user:read").query(({ ctx }) => listUsers(ctx)),
  invite: allowed("user:write")
    .input(invitation)
    .mutation(({ ctx, input }) => inviteUser(ctx, input)),
  setRole: allowed("user:write")
    .input(roleChange)
    .mutation(({ ctx, input }) => setRole(ctx, input)),
  setTel: allowed("user:write")
    .input(telChange)
    .mutation(({ ctx, input }) => setTel(ctx, input)),
  ownTel: signedIn.query(({ ctx }) => readOwnTel(ctx)),
  addOwnTel: signedIn.input(ownTel).mutation(({ ctx, input }) => addOwnTel(ctx, input)),
  deactivate: allowed("user:write")
    .input(userReference)
    .mutation(({ ctx, input }) => deactivateUser(ctx, input.userId)),
  reactivate: allowed("user:write")
    .input(userReference)
    .mutation(({ ctx, input }) => reactivateUser(ctx, input.userId)),
});
