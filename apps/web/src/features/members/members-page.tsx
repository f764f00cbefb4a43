import { formatInstant } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { MembersTable } from "./members-table.tsx";

/** Who may enter the console, and as what. */
export function Component() {
  const m = useAllMessages();
  const words = m.members;
  const locale = useLocale();
  const mayRead = useMay("user:read");
  const mayWrite = useMay("user:write");
  const [isInviting, setInviting] = useState(false);
  const members = useQuery(trpc.users.list.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="user:read" />;

  const items = members.data?.items ?? [];
  const invites = members.data?.invites ?? [];
  return (
    <div className="grid gap-4 py-4">
      <div className="flex flex-wrap items-center gap-3 px-3 md:px-5">
        <h1 tabIndex={-1} id="members-title" className="text-title font-bold tracking-[-0.02em]">
          {words.title}
        </h1>
        {members.data !== undefined && (
          <span role="status" className="text-ink-3">
            {words.count(items.length)}
          </span>
        )}
        {mayWrite && (
          <Button variant="primary" className="ml-auto" onClick={() => setInviting(true)}>
            {words.invite}
          </Button>
        )}
      </div>
      {members.isPending && <RowsSkeleton />}
      {members.isError && (
        <div className="px-3 md:px-5">
          <FailedNote error={members.error} onRetry={() => void members.refetch()} />
        </div>
      )}
      {items.length > 0 && <MembersTable items={items} mayWrite={mayWrite} />}
      {items.length === 1 && mayWrite && (
        <div className="grid gap-0.5 px-3 text-ink-2 md:px-5">
          <p className="font-semibold">{words.emptyTitle}</p>
          <p>{words.emptyHelp}</p>
        </div>
      )}
      {invites.length > 0 && (
        <section aria-labelledby="invites-title" className="grid max-w-[880px] gap-2 px-3 pt-4 md:px-5">
          <h2 id="invites-title" className="text-lead font-semibold">
            {words.invites}
          </h2>
          <ul className="border-line border-t">
            {invites.map((invite) => (
              <li
                key={`${invite.email} ${invite.expiresAtMs}`}
                className="flex flex-wrap gap-x-4 border-line border-b py-2"
              >
                <span className="min-w-0 flex-1 basis-52">{invite.email}</span>
                <span>{m.frame.roles[invite.role]}</span>
                <span className="text-ink-3">
                  {words.inviteUntil(formatInstant(Math.floor(invite.expiresAtMs / 1000), locale, "minute"))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}
