import type { Clock } from "@maru/domain";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import type { Config } from "../../config.ts";
import type { Ids } from "../../context.ts";
import { findSignInUser } from "./auth.repository.ts";
import type { AuthDatabase } from "./auth-database.ts";
import { longestPassword, sessionLimits, shortestPassword } from "./auth-rules.ts";
import { cookiePrefix } from "./session-cookie.ts";

/** The header our own code tells better-auth the caller's address by; whatever a caller sends in it is dropped. */
export const clientIpHeader = "x-maru-client-ip";

export type Auth = ReturnType<typeof createAuth>;

export interface AuthParts {
  readonly config: Config;
  readonly database: AuthDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** Passwords, second factors and their sessions. Origins, rate limits and session ends are decided by our own routes. */
export function createAuth({ config, database, clock, ids, logger }: AuthParts) {
  return betterAuth({
    appName: "Maru",
    baseURL: config.publicUrl,
    basePath: "/api/auth",
    secret: config.secret.reveal(),
    // On PostgreSQL too: instants as ISO text and flags as numbers, so that both engines hold the same values.
    database: { db: database.db, type: "sqlite", transaction: false },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      modelName: "users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "sessions",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      expiresIn: sessionLimits.absoluteMs / 1000,
      disableSessionRefresh: true,
    },
    account: {
      modelName: "user_accounts",
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    plugins: [
      twoFactor({
        issuer: config.mode === "sandbox" ? "Maru (sandbox)" : "Maru",
        backupCodeOptions: { storeBackupCodes: "encrypted" },
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            modelName: "second_factors",
            fields: {
              backupCodes: "backup_codes",
              userId: "user_id",
              failedVerificationCount: "failed_verification_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
    ],
    advanced: {
      cookiePrefix: cookiePrefix(config),
      useSecureCookies: config.publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [clientIpHeader] },
      disableCSRFCheck: true,
      disableOriginCheck: true,
      database: { generateId: () => ids.next(), validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const user = await findSignInUser(database.db, session.userId);
            if (user === undefined || user.deactivated_at_ms !== null) return false;
            const now = clock.now();
            return {
              data: {
                ...session,
                createdAt: new Date(now),
                updatedAt: new Date(now),
                expiresAt: new Date(now + sessionLimits.idleMs),
              },
            };
          },
        },
      },
    },
    logger: {
      level: "warn",
      log: (level, message) => logger[level]({ part: "better-auth" }, message),
    },
  });
}
