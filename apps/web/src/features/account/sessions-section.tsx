import { formatInstant } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { type AppMessages, useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { deviceOf } from "./device-name.ts";
import { Section } from "./section.tsx";

/** Every device that is signed in as this person, each of which can be sent away. */
export function SessionsSection() {
  const words = useAllMessages().account.sessions;
  const locale = useLocale();
  const sessions = useQuery(trpc.sessions.list.queryOptions());
  const settled = {
    onSuccess: ({ revoked }: { readonly revoked: number }) => showToast(words.revoked(revoked)),
    onError: () => showToast(words.revokeFailed, { tone: "bad" }),
    onSettled: () => queryClient.invalidateQueries(trpc.sessions.list.pathFilter()),
  } as const;
  const revoke = useMutation(trpc.sessions.revoke.mutationOptions(settled));
  const revokeOthers = useMutation(trpc.sessions.revokeOthers.mutationOptions(settled));

  const items = sessions.data?.items ?? [];
  const minute = (atMs: number) => formatInstant(Math.floor(atMs / 1000), locale, "minute");
  return (
    <Section title={words.title} help={words.help}>
      {sessions.isPending && <Skeleton className="h-4 w-72" />}
      {sessions.isError && <FailedNote error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {items.length > 0 && (
        <ul className="grid gap-px overflow-hidden rounded-md border border-line bg-line">
          {items.map((item) => {
            const device = nameOf(item.userAgent, words);
            return (
              <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 bg-surface px-3 py-2.5">
                <div className="grid min-w-0 flex-1 basis-64">
                  <span className="flex flex-wrap items-baseline gap-x-2 font-medium">
                    {device}
                    {item.isCurrent && <span className="text-small font-semibold text-ok">{words.current}</span>}
                  </span>
                  <span className="flex flex-wrap gap-x-3 text-small text-ink-3">
                    <span className="whitespace-nowrap">{words.lastUsed(minute(item.lastUsedAtMs))}</span>
                    <span className="whitespace-nowrap">{words.started(minute(item.startedAtMs))}</span>
                    {item.ip !== null && <span>{item.ip}</span>}
                  </span>
                </div>
                {!item.isCurrent && (
                  <Button
                    aria-label={words.revokeOne(device)}
                    isPending={revoke.isPending && revoke.variables.id === item.id}
                    onClick={() => revoke.mutate({ id: item.id })}
                  >
                    {words.revoke}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {items.length > 1 && (
        <div>
          <Button size="medium" isPending={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            {words.revokeOthers}
          </Button>
        </div>
      )}
    </Section>
  );
}

function nameOf(userAgent: string | null, words: AppMessages["account"]["sessions"]): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser !== null && system !== null) return words.on(browser, system);
  return browser ?? system ?? words.unknownDevice;
}
