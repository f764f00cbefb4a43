import { allowed, router } from "../../trpc.ts";
import { readAnchors } from "./audit-anchors.ts";
import { auditExport, exportAudit } from "./export-audit.ts";
import { auditQuery, listAudit } from "./list-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

export const auditRouter = router({
  list: allowed("audit:read")
    .input(auditQuery.prefault({}))
    .query(({ ctx, input }) => listAudit(ctx, input)),
  export: allowed("audit:read")
    .input(auditExport)
    .mutation(({ ctx, input }) => exportAudit(ctx, input)),
  verify: allowed("audit:read").query(({ ctx }) =>
    verifyAudit(ctx.store.reports, ctx.config.secret, readAnchors(ctx.config)),
  ),
});
