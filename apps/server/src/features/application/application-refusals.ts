import { AppError, type ApplicationRule, applicationRuleWords } from "@maru/domain";

/** A rule of applications says no; nothing was recorded. */
export function refusedBy(rule: ApplicationRule, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError("APPLICATION_IMPOSSIBLE", applicationRuleWords[rule].en, { details: { rule, ...details } });
}

/** Somebody else recorded something first; `version` is the one to look at. */
export function changedMeanwhile(version: number, by: string | null): AppError {
  return new AppError("APPLICATION_CHANGED", "Somebody has changed this since you opened it.", {
    details: { version, by },
  });
}

/** The id is of no application that is tracked here. */
export function noSuchApplication(): AppError {
  return new AppError("NOT_FOUND", "There is no such application.");
}

/** The id is of no file, or of one that belongs elsewhere. */
export function noSuchFile(): AppError {
  return new AppError("NOT_FOUND", "There is no such file.");
}
