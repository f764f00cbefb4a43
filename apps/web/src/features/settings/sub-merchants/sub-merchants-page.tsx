import { formatInstant } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageFact, PageFacts, PagePart } from "../../../components/page-part.tsx";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { SureDialog } from "../../../components/ui/sure-dialog.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { OriginTag } from "../origin-tag.tsx";
import { SettingsHead } from "../settings-head.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { SubMerchantForm } from "./sub-merchant-form.tsx";

type SubMerchants = RouterOutputs["settings"]["subMerchants"]["list"];
type SubMerchant = SubMerchants["items"][number];

/** The stores behind the same key: whose console this is, and where the others' are. */
export function Component() {
  const words = useAllMessages().subMerchants;
  const mayRead = useMay("sub-merchant:read");
  const mayWrite = useMay("sub-merchant:write");
  const rolesThatMay = useRolesThatMay("sub-merchant:write");
  const list = useQuery(trpc.settings.subMerchants.list.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="sub-merchant:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.title} help={words.help} />
      <div className="grid min-w-0 max-w-[760px] gap-7 px-3 pb-16 md:px-5">
        {list.isPending && <PartsSkeleton />}
        {list.isError && <FailedNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && (
          <>
            <Here here={list.data.here} />
            <Others items={list.data.items} mayWrite={mayWrite} />
            {mayWrite ? (
              <SubMerchantForm
                key={list.data.items.length}
                mayBeParent={list.data.here !== null && list.data.items.every(({ code }) => code !== null)}
              />
            ) : (
              <p className="text-small text-ink-3">{words.notYours(rolesThatMay)}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Here({ here }: { readonly here: SubMerchants["here"] }) {
  const words = useAllMessages().subMerchants;
  return (
    <PagePart title={words.here}>
      {here === null ? (
        <PageFacts>
          <PageFact label={words.store} value={words.parent} />
        </PageFacts>
      ) : (
        <PageFacts>
          <PageFact label={words.code} value={<span className="font-id">{here.code}</span>} />
          <PageFact
            label={words.name}
            value={
              here.name === null ? (
                <span className="text-ink-3">{words.nameUnread}</span>
              ) : (
                <span className="flex flex-wrap items-center gap-2">
                  {here.name}
                  <OriginTag origin="read" />
                </span>
              )
            }
          />
        </PageFacts>
      )}
      <p className="text-ink-2">{words.apart}</p>
    </PagePart>
  );
}

interface OthersProps {
  readonly items: readonly SubMerchant[];
  readonly mayWrite: boolean;
}

function Others({ items, mayWrite }: OthersProps) {
  const words = useAllMessages().subMerchants;
  const [removing, setRemoving] = useState<SubMerchant | null>(null);
  const [moving, setMoving] = useState<SubMerchant | null>(null);
  const remove = useMutation(
    trpc.settings.subMerchants.remove.mutationOptions({
      onSuccess(found) {
        queryClient.setQueryData(trpc.settings.subMerchants.list.queryKey(), found);
        showToast(words.removed);
      },
      onError: () => queryClient.invalidateQueries(trpc.settings.subMerchants.pathFilter()),
    }),
  );
  return (
    <PagePart title={words.others}>
      {remove.isError && <FailedNote error={remove.error} />}
      {items.length === 0 ? (
        <p className="text-ink-3">{words.none}</p>
      ) : (
        <ul className="grid gap-4">
          {items.map((each) => (
            <li
              key={each.id}
              className="flex min-w-0 flex-wrap items-start justify-between gap-x-3 gap-y-2 border-line border-l-3 pl-3"
            >
              <Other each={each} />
              {mayWrite && (
                <div className="flex gap-2">
                  <Button aria-label={words.moveNamed(nameOf(each))} onClick={() => setMoving(each)}>
                    {words.move}
                  </Button>
                  <Button
                    aria-label={words.removeNamed(nameOf(each))}
                    isPending={remove.isPending && remove.variables.id === each.id}
                    onClick={() => setRemoving(each)}
                  >
                    {words.remove}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {moving !== null && (
        <MoveDialog id={moving.id} store={nameOf(moving)} address={moving.address} onClose={() => setMoving(null)} />
      )}
      {removing !== null && (
        <SureDialog
          isOpen
          title={words.removeTitle}
          go={words.remove}
          onClose={() => setRemoving(null)}
          onSure={() => remove.mutate({ id: removing.id })}
        >
          {words.removeHelp(nameOf(removing), removing.address)}
        </SureDialog>
      )}
    </PagePart>
  );

  function nameOf({ code, name }: SubMerchant): string {
    return code === null ? words.parent : (name ?? code);
  }
}

function Other({ each }: { readonly each: SubMerchant }) {
  const words = useAllMessages().subMerchants;
  const locale = useLocale();
  const at = (ms: number) => formatInstant(ms / 1000, locale, "minute");
  return (
    <div className="grid min-w-0 gap-1">
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium">
        {each.code === null ? words.parent : each.name}
        {each.code !== null && <span className="font-id font-normal text-ink-3">{each.code}</span>}
      </h3>
      <a
        href={each.address}
        rel="noreferrer"
        className="font-id text-accent underline underline-offset-2 wrap-anywhere"
      >
        {each.address}
      </a>
      {!each.isKnown && each.readAtMs !== null && (
        <Banner tone="bad" title={words.unknownTitle}>
          {words.unknown(at(each.readAtMs))}
        </Banner>
      )}
      {each.isKnown && each.readAtMs !== null && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
          <OriginTag origin="read" />
          {words.readAt(at(each.readAtMs))}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
        <OriginTag origin="declared" />
        {words.declaredBy(each.declaredBy, at(each.declaredAtMs))}
      </p>
    </div>
  );
}
