import { allowed, router } from "../../trpc.ts";
import { readAnchors } from "./audit-anchors.ts";
import { auditQuery, listAudit } from "./list-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

export const auditRouter = router({
  list: allowed("audit:read")
    .input(auditQuery.prefault({}))
    .query(({ ctx, input }) => listAudit(ctx, input)),
  verify: allowed("audit:read").query(({ ctx }) =>
    verifyAudit(ctx.store.reports, ctx.config.secret, readAnchors(ctx.config)),
  ),
});
