import { createTransport } from "nodemailer";
import type { Config } from "../config.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Why an e-mail did not go out. */
export type MailProblem = "mail_off" | "mail_unreachable" | "mail_refused";

export interface Mailer {
  /** Hands one e-mail to the configured server; null when it took it. Never rejects. */
  send(mail: Mail): Promise<MailProblem | null>;
}

const timeoutMs = 15_000;

/** Sends through the server the configuration names, or not at all. */
export function createMailer(config: Pick<Config, "mail">): Mailer {
  const { mail: settings } = config;
  if (settings === null) return { send: () => Promise.resolve("mail_off") };
  const transport = createTransport({
    url: settings.url.reveal(),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        // As an object, an address is an address and never a list of them.
        await transport.sendMail({ from: settings.from, to: { name: "", address: to }, subject, text });
        return null;
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "";
        return ["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS"].includes(code)
          ? "mail_unreachable"
          : "mail_refused";
      }
    },
  };
}
