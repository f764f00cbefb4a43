import { formatInstant } from "@maru/domain";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";
import { Section } from "./section.tsx";

export function ProfileSection() {
  const m = useAllMessages();
  const words = m.account.profile;
  const locale = useLocale();
  const { user, sessionExpiresAtMs } = useSession();
  const facts = [
    [words.name, user.name],
    [words.email, user.email],
    [words.role, m.frame.roles[user.role]],
    [words.sessionEnds, words.sessionEndsAt(formatInstant(Math.floor(sessionExpiresAtMs / 1000), locale, "minute"))],
  ] as const;
  return (
    <Section title={words.title} help={words.help}>
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-ink-3">{m.frame.roleHelp[user.role]}</p>
    </Section>
  );
}
