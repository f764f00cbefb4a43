import {
  applicationChange,
  applicationFile,
  applicationMoveForm,
  applicationNote,
  applicationRemoval,
  businessChange,
  newApplications,
  oneApplication,
} from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { removeFile } from "./application-files.ts";
import {
  addApplications,
  changeApplication,
  moveApplication,
  noteApplication,
  removeApplication,
  saveBusiness,
} from "./keep-applications.ts";
import { listApplicationPeople, listApplications, readApplication, readBusiness } from "./read-applications.ts";

/** The tracker of payment applications; stands under `settings.application`. Its files go over HTTP. */
export const applicationRouter = router({
  list: allowed("application:read").query(({ ctx }) => listApplications(ctx)),
  get: allowed("application:read")
    .input(oneApplication)
    .query(({ ctx, input }) => readApplication(ctx, input)),
  business: allowed("application:read").query(({ ctx }) => readBusiness(ctx)),
  people: allowed("application:write").query(({ ctx }) => listApplicationPeople(ctx)),
  saveBusiness: allowed("application:write")
    .input(businessChange)
    .mutation(({ ctx, input }) => saveBusiness(ctx, input)),
  add: allowed("application:write")
    .input(newApplications)
    .mutation(({ ctx, input }) => addApplications(ctx, input)),
  change: allowed("application:write")
    .input(applicationChange)
    .mutation(({ ctx, input }) => changeApplication(ctx, input)),
  move: allowed("application:write")
    .input(applicationMoveForm)
    .mutation(({ ctx, input }) => moveApplication(ctx, input)),
  note: allowed("application:write")
    .input(applicationNote)
    .mutation(({ ctx, input }) => noteApplication(ctx, input)),
  remove: allowed("application:write")
    .input(applicationRemoval)
    .mutation(({ ctx, input }) => removeApplication(ctx, input)),
  removeFile: allowed("application:write")
    .input(applicationFile)
    .mutation(({ ctx, input }) => removeFile(ctx, input)),
});
