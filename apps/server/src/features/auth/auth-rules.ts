import { keyChecks } from "@maru/domain";

const minute = 60_000;
const hour = 60 * minute;

/** When a session ends: unused for `idleMs`, or `absoluteMs` after it began, whatever happens in between. */
export const sessionLimits = {
  idleMs: 2 * hour,
  absoluteMs: 12 * hour,
  /** A session's last use is written down at most this often. */
  touchMs: minute,
} as const;

export const shortestPassword = 12;
export const longestPassword = 128;

/** How long a set-up link may be opened. */
export const setUpLinkLifeMs = { first_admin: 24 * hour, invite: 72 * hour } as const;

/** How many attempts a window takes, per address and per account. */
export const attemptLimits = {
  sign_in_by_account: { attempts: 10, windowMs: 15 * minute },
  sign_in_by_ip: { attempts: 60, windowMs: 15 * minute },
  second_factor_by_ip: { attempts: 30, windowMs: 15 * minute },
  password_check_by_account: { attempts: 10, windowMs: 15 * minute },
  set_up_by_ip: { attempts: 20, windowMs: 15 * minute },
  key_check: { attempts: keyChecks.most, windowMs: keyChecks.minutes * minute },
  demo_by_ip: { attempts: 120, windowMs: minute },
} as const;

/** How long an authenticator's code is accepted: its own half minute, the one before and the one after. */
export const authenticatorCodeLifeMs = 90_000;

export type AttemptLimit = keyof typeof attemptLimits;
