import type { AlertRule, Locale } from "@maru/domain";
import type { MailProblem } from "../../mail/create-mailer.ts";
import type { OutboundProblem } from "../../outbound/outbound-problem.ts";

/** What people have set of a rule; a rule without a row is as it comes. */
export interface AlertRulesTable {
  rule: AlertRule;
  is_enabled: number;
  /** JSON `AlertFigures`. */
  figures: string;
  muted_until_ms: number | null;
  muted_by_name: string | null;
}

export type DestinationKind = "email" | "hook";

/** Where alerts go. Rows stay when they are removed, so that the log keeps its names. */
export interface AlertDestinationsTable {
  id: string;
  kind: DestinationKind;
  name: string;
  language: Locale;
  /** The e-mail address, or the address of the hook, which is a secret by itself; encrypted. */
  sealed: string;
  /** The same as everybody may see it. */
  shown: string;
  added_at_ms: number;
  added_by_name: string;
  removed_at_ms: number | null;
}

export interface AlertsTable {
  id: string;
  rule: AlertRule;
  /** The same thing raises one alert. */
  key: string;
  raised_at_ms: number;
  /** JSON `AlertFacts`. */
  facts: string;
  /** 1: nobody was told, because the rule was muted. */
  is_muted: number;
}

export type AlertSendState = "waiting" | "sent" | "failed";
export type AlertSendProblem = OutboundProblem | MailProblem;

/** One alert on its way to one destination; a trial has no alert. */
export interface AlertSendsTable {
  id: string;
  alert_id: string | null;
  destination_id: string;
  created_at_ms: number;
  state: AlertSendState;
  attempts: number;
  next_attempt_at_ms: number | null;
  settled_at_ms: number | null;
  problem: AlertSendProblem | null;
  took_ms: number | null;
}

export interface AlertsTables {
  alert_rules: AlertRulesTable;
  alert_destinations: AlertDestinationsTable;
  alerts: AlertsTable;
  alert_sends: AlertSendsTable;
}
