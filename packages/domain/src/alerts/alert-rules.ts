import * as z from "zod/mini";

/** What is watched over without anybody looking. */
export const alertRules = [
  "refund_spike",
  "refund_unresolved",
  "failure_rate",
  "webhook_missing",
  "webhook_silence",
  "channel_changed",
  "drift",
] as const;
export type AlertRule = (typeof alertRules)[number];

interface AlertLimit {
  readonly standard: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The figures of each rule that a person may set. `times` is how many times the usual, `atLeast` how many there have to
 * be for a rule to say anything at all.
 */
const alertLimits = {
  refund_spike: {
    times: { standard: 3, min: 2, max: 100 },
    atLeast: { standard: 10, min: 1, max: 100_000 },
  },
  refund_unresolved: { minutes: { standard: 10, min: 1, max: 1_440 } },
  failure_rate: {
    percent: { standard: 40, min: 1, max: 100 },
    atLeast: { standard: 20, min: 1, max: 100_000 },
  },
  webhook_missing: { atLeast: { standard: 1, min: 1, max: 1_000 } },
  webhook_silence: {
    minutes: { standard: 60, min: 5, max: 1_440 },
    atLeast: { standard: 3, min: 1, max: 1_000 },
  },
  channel_changed: {},
  drift: { atLeast: { standard: 1, min: 1, max: 1_000 } },
} as const satisfies Readonly<Record<AlertRule, Readonly<Record<string, AlertLimit>>>>;

export const alertLimitNames = ["times", "percent", "minutes", "atLeast"] as const;
export type AlertLimitName = (typeof alertLimitNames)[number];
export type AlertFigures = Readonly<Partial<Record<AlertLimitName, number>>>;

/** The limits of a rule by name, in the order in which people read them. */
export function limitsOfRule(rule: AlertRule): readonly (readonly [AlertLimitName, AlertLimit])[] {
  const limits: Readonly<Partial<Record<AlertLimitName, AlertLimit>>> = alertLimits[rule];
  return alertLimitNames.flatMap((name) => {
    const limit = limits[name];
    return limit === undefined ? [] : [[name, limit] as const];
  });
}

/** The figures a rule works with: what a person has set, and the standard of the rest. */
export function figuresOfRule(rule: AlertRule, set: AlertFigures): Readonly<Record<AlertLimitName, number>> {
  const none = { times: 0, percent: 0, minutes: 0, atLeast: 0 };
  const figures = limitsOfRule(rule).map(([name, { standard }]) => [name, set[name] ?? standard] as const);
  return { ...none, ...Object.fromEntries(figures) };
}

const figure = z.optional(z.int().check(z.gte(1), z.lte(100_000)));

export const alertRuleChange = z
  .strictObject({
    rule: z.enum(alertRules),
    isEnabled: z.boolean(),
    figures: z.strictObject({ times: figure, percent: figure, minutes: figure, atLeast: figure }),
  })
  .check(
    z.refine(({ rule, figures }) => {
      const limits = limitsOfRule(rule);
      return Object.entries(figures).every(([name, value]) => {
        const limit = limits.find(([each]) => each === name)?.[1];
        return value === undefined || (limit !== undefined && value >= limit.min && value <= limit.max);
      });
    }),
  );
