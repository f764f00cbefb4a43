import type { Clock } from "@maru/domain";

export const systemClock: Clock = { now: () => Date.now() };
