import { isLetIn, judgeRule } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { AddressListEditor } from "./address-list-editor.tsx";
import { SettingsHead } from "./settings-head.tsx";

const command = "node apps/server/src/main.ts allow-list clear";

/** From where this console can be reached. */
export function Component() {
  const words = useAllMessages().settings;
  const mayRead = useMay("whitelist:read");
  const mayWrite = useMay("allow-list:write");
  const own = useQuery(trpc.settings.allowList.get.queryOptions(undefined, { enabled: mayRead }));
  const declare = useMutation(
    trpc.settings.allowList.declare.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.settings.allowList.pathFilter());
        showToast(words.editor.saved);
      },
    }),
  );
  useDocumentTitle(words.accessTitle);
  if (!mayRead) return <ForbiddenNote permission="whitelist:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.accessTitle} help={words.accessHelp} />
      <div className="grid max-w-[760px] gap-5 px-3 pb-16 md:px-5">
        {own.isPending && <PartsSkeleton parts={1} />}
        {own.isError && <FailedNote error={own.error} onRetry={() => void own.refetch()} />}
        {own.isSuccess && (
          <AddressListEditor
            key={own.data.list.version}
            title={words.accessList}
            help={words.ownAddress(own.data.ownAddress)}
            list={own.data.list}
            gate="console"
            toggle={{ label: words.accessOn, hint: words.accessOnHelp }}
            permission="allow-list:write"
            mayWrite={mayWrite}
            offer={{ label: words.addOwn, cidr: own.data.ownAddress, memo: words.ownMemo }}
            refuse={({ isOn, entries }) => {
              const rules = entries.flatMap(({ cidr }) => judgeRule(cidr, "console").rule ?? []);
              return isOn && !isLetIn(rules, own.data.ownAddress) ? words.lockedOut(own.data.ownAddress) : undefined;
            }}
            isPending={declare.isPending}
            error={declare.error}
            onSave={(declaration) => declare.mutate(declaration)}
          />
        )}
        <section className="grid gap-1 border-line border-t pt-4">
          <p className="text-ink-2">{words.recovery}</p>
          <p className="flex items-center gap-1">
            <code className="font-id min-w-0 rounded-sm bg-sunk px-2 py-1 break-all">{command}</code>
            <CopyButton text={command} what={words.recoveryCommand} />
          </p>
        </section>
      </div>
    </div>
  );
}
