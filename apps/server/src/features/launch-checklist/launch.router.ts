import { launchAttestation, launchChecklistQuery } from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { attestBox } from "./attest-box.ts";
import { readLaunchChecklist } from "./read-checklist.ts";

export const launchChecklistRouter = router({
  get: allowed("checklist:read")
    .input(launchChecklistQuery)
    .query(({ ctx, input }) => readLaunchChecklist(ctx, input)),
  attest: allowed("checklist:attest")
    .input(launchAttestation)
    .mutation(({ ctx, input }) => attestBox(ctx, input)),
});
