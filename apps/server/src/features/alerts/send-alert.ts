import { alertRuleNames, alertSentence } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { openText } from "../../seal-text.ts";
import type { StoredAlert, StoredDestination } from "./alerts.repository.ts";
import type { AlertSendProblem } from "./alerts.tables.ts";

export type SendingDeps = Pick<Deps, "config" | "mailer" | "outbound">;

/** What the sealed address of a destination is bound to: it opens for that destination alone. */
export function bindingOf(destinationId: string) {
  return { purpose: "maru alert destination", id: destinationId } as const;
}

const trial = {
  ko: { title: "시험 알림", text: "Maru 알림이 이곳에 도착하는지 확인하는 시험이에요. 할 일은 없어요." },
  en: { title: "Trial alert", text: "A trial, to see that alerts of Maru arrive here. There is nothing to do." },
} as const;

/** Tells one destination of an alert, or tries it out where there is none. Null when it took it. Never rejects. */
export async function sendAlert(
  deps: SendingDeps,
  destination: StoredDestination,
  alert: StoredAlert | null,
): Promise<AlertSendProblem | null> {
  const { title, text } = alert === null ? trial[destination.language] : wordsOf(alert, destination);
  const link = `${deps.config.publicUrl}/alerts`;
  const address = openText(deps.config.secret, bindingOf(destination.id), destination.sealed);
  if (destination.kind === "email") {
    return deps.mailer.send({ to: address, subject: `[Maru] ${title}`, text: `${text}\n\n${link}\n` });
  }
  const { problem } = await deps.outbound.post({
    url: address,
    headers: { "content-type": "application/json", "user-agent": "maru-alert" },
    body: JSON.stringify({ text: `*[Maru] ${title}*\n${text}\n${link}` }),
  });
  return problem;
}

function wordsOf({ rule, facts }: StoredAlert, { language }: StoredDestination) {
  return { title: alertRuleNames[rule][language], text: alertSentence(rule, JSON.parse(facts), language) };
}
