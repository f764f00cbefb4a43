import { accountChangeForm, accountHolderQuery, accountIssueForm, accountRevokeForm } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { lookUpHolder } from "./account-holder.ts";
import { changeAccount } from "./change-account.ts";
import { diagnoseDeposit, listUntoldDeposits, oneAccount } from "./diagnose-deposit.ts";
import { issueAccount } from "./issue-account.ts";
import { accountQuery, listAccounts } from "./list-accounts.ts";
import { listIssuingChannels } from "./list-issuing-channels.ts";
import { revokeAccount } from "./revoke-account.ts";

export const virtualAccountsRouter = router({
  list: allowed("virtual-account:read")
    .input(z.prefault(accountQuery, {}))
    .query(({ ctx, input }) => listAccounts(ctx, input)),
  channels: allowed("virtual-account:write").query(({ ctx }) => listIssuingChannels(ctx)),
  issue: allowed("virtual-account:write")
    .input(accountIssueForm)
    .mutation(({ ctx, input }) => giveInstruction(ctx, issueAccount, input)),
  revoke: allowed("virtual-account:write")
    .input(accountRevokeForm)
    .mutation(({ ctx, input }) => giveInstruction(ctx, revokeAccount, input)),
  change: allowed("virtual-account:write")
    .input(accountChangeForm)
    .mutation(({ ctx, input }) => giveInstruction(ctx, changeAccount, input)),
  /** Changes nothing; a query would carry the number in its address. */
  holder: allowed("virtual-account:write")
    .input(accountHolderQuery)
    .mutation(({ ctx, input }) => lookUpHolder(ctx, input)),
  /** Reads the payment anew and keeps what it read. */
  diagnose: allowed("virtual-account:read")
    .input(oneAccount)
    .mutation(({ ctx, input }) => diagnoseDeposit(ctx, input)),
  untold: allowed("virtual-account:read").query(({ ctx }) => listUntoldDeposits(ctx)),
});
