/**
 * The first five are better-auth's own, under our names. It writes instants as ISO 8601 text and flags as 0 or 1 on both
 * engines; what we added beside them follows our conventions.
 */
export interface AuthTables {
  users: UserRow;
  sessions: SessionRow;
  user_accounts: UserAccountRow;
  verifications: VerificationRow;
  second_factors: SecondFactorRow;
  user_preferences: UserPreferencesRow;
  set_up_links: SetUpLinkRow;
  rate_limits: RateLimitRow;
}

export interface UserRow {
  id: string;
  name: string;
  /** Lower case. */
  email: string;
  email_verified: number;
  image: string | null;
  role: string;
  two_factor_enabled: number;
  /** 1 for the accounts of the sandbox that anybody may sign in as. */
  is_demo: number;
  /** Digits; tells when two accounts are one person's. */
  tel: string | null;
  deactivated_at_ms: number | null;
  created_at: string;
  updated_at: string;
}

export interface SessionRow {
  id: string;
  /** Worth nothing without the signature in the cookie. */
  token: string;
  user_id: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  updated_at: string;
}

export interface UserAccountRow {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  /** A scrypt hash. */
  password: string | null;
  created_at: string;
  updated_at: string;
}

export interface VerificationRow {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
}

export interface SecondFactorRow {
  id: string;
  /** Encrypted with the console's secret, as the recovery codes are. */
  secret: string;
  backup_codes: string;
  user_id: string;
  verified: number;
  failed_verification_count: number;
  locked_until: string | null;
}

export interface UserPreferencesRow {
  user_id: string;
  language: string | null;
  theme: string;
  density: string;
  /** As the domain's `writeColumns` writes them; null for the usual ones. */
  payment_columns: string | null;
}

export interface SetUpLinkRow {
  /** SHA-256 in hex of the token in the link. */
  token_hash: string;
  purpose: string;
  role: string;
  /** The invited address; null where whoever opens the link names one. */
  email: string | null;
  expires_at_ms: number;
  made_at_ms: number;
  made_by_user_id: string | null;
}

export interface RateLimitRow {
  key: string;
  attempts: number;
  window_started_at_ms: number;
  window_ends_at_ms: number;
}
