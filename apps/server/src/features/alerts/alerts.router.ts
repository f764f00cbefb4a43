import { alertRuleChange } from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import {
  addDestination,
  alertMute,
  alertQuery,
  changeRule,
  listAlerts,
  listSends,
  muteRule,
  newDestination,
  oneDestination,
  readAlertSettings,
  removeDestination,
  testDestination,
} from "./manage-alerts.ts";

export const alertsRouter = router({
  list: allowed("alert:read")
    .input(alertQuery)
    .query(({ ctx, input }) => listAlerts(ctx, input)),
  settings: allowed("alert:read").query(({ ctx }) => readAlertSettings(ctx)),
  sends: allowed("alert:read")
    .input(oneDestination)
    .query(({ ctx, input }) => listSends(ctx, input)),
  changeRule: allowed("alert:write")
    .input(alertRuleChange)
    .mutation(({ ctx, input }) => changeRule(ctx, input)),
  mute: allowed("alert:write")
    .input(alertMute)
    .mutation(({ ctx, input }) => muteRule(ctx, input)),
  addDestination: allowed("alert:write")
    .input(newDestination)
    .mutation(({ ctx, input }) => addDestination(ctx, input)),
  removeDestination: allowed("alert:write")
    .input(oneDestination)
    .mutation(({ ctx, input }) => removeDestination(ctx, input)),
  test: allowed("alert:write")
    .input(oneDestination)
    .mutation(({ ctx, input }) => testDestination(ctx, input)),
});
