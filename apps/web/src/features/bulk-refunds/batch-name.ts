import type { RouterOutputs } from "../../lib/trpc.ts";

export type Batch = RouterOutputs["refunds"]["bulk"]["get"];
export type BatchRow = RouterOutputs["refunds"]["bulk"]["rows"]["items"][number];
