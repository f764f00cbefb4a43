import { useMutation, useQuery } from "@tanstack/react-query";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { AddressListEditor } from "./address-list-editor.tsx";
import { CidrCalculator } from "./cidr-calculator.tsx";
import { OriginTag } from "./origin-tag.tsx";
import { SettingsHead } from "./settings-head.tsx";

type Whitelist = RouterOutputs["settings"]["whitelist"]["get"];

/** i'mport's whitelist as people declare it, what it means, and what traffic says about it. */
export function Component() {
  const words = useAllMessages().settings;
  const mayRead = useMay("whitelist:read");
  const whitelist = useQuery(trpc.settings.whitelist.get.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.whitelistTitle);
  if (!mayRead) return <ForbiddenNote permission="whitelist:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.whitelistTitle} help={words.whitelistHelp} />
      <div className="grid max-w-[760px] gap-5 px-3 pb-16 md:px-5">
        <Banner tone="info">
          {words.whitelistTruth} {words.whitelistSteps}
        </Banner>
        {whitelist.isSuccess &&
          whitelist.data.contradictions.map((each) => (
            <Banner key={each} tone="bad" title={words.contradicted} announce="status">
              {words.contradictions[each]}
            </Banner>
          ))}
        <CidrCalculator gate="iamport" />
        {whitelist.isPending && <PartsSkeleton />}
        {whitelist.isError && <FailedNote error={whitelist.error} onRetry={() => void whitelist.refetch()} />}
        {whitelist.isSuccess && (
          <>
            <Egress whitelist={whitelist.data} />
            <DeclaredList key={`r${whitelist.data.required.version}`} whitelist={whitelist.data} name="required" />
            <DeclaredList key={`i${whitelist.data.iamport.version}`} whitelist={whitelist.data} name="iamport" />
          </>
        )}
      </div>
    </div>
  );
}

function Egress({ whitelist: { egress } }: { readonly whitelist: Whitelist }) {
  const words = useAllMessages().settings;
  return (
    <section aria-labelledby="egress-title" className="grid gap-0.5">
      <h2 id="egress-title" className="flex flex-wrap items-center gap-2 text-lead font-semibold">
        {words.egress}
        <OriginTag origin="observed" />
      </h2>
      <p className="text-ink-2">
        {egress === null
          ? words.egressNone
          : egress.isPublic
            ? words.egressPublic(egress.address)
            : words.egressInner(egress.address)}
      </p>
    </section>
  );
}

function DeclaredList({ whitelist, name }: { readonly whitelist: Whitelist; readonly name: "iamport" | "required" }) {
  const words = useAllMessages().settings;
  const mayWrite = useMay("whitelist:write");
  const declare = useMutation(
    trpc.settings.whitelist.declare.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.settings.whitelist.pathFilter());
        showToast(words.editor.saved);
      },
    }),
  );
  const { egress, required } = whitelist;
  const common = {
    list: whitelist[name],
    gate: "iamport" as const,
    permission: "whitelist:write" as const,
    mayWrite,
    isPending: declare.isPending,
    error: declare.error,
  };
  if (name === "required") {
    return (
      <AddressListEditor
        {...common}
        title={words.requiredList}
        help={words.requiredHelp}
        isOfSingles
        {...(egress?.isPublic === true && {
          offer: { label: words.addOwn, cidr: egress.address, memo: words.ownEgress },
        })}
        onSave={(declaration) => declare.mutate({ list: "required", ...declaration })}
      />
    );
  }
  return (
    <AddressListEditor
      {...common}
      title={words.iamportList}
      needsMemo
      toggle={{ label: words.iamportOn }}
      required={[
        ...required.entries.map(({ cidr, memo }) => ({ address: cidr.replace(/\/32$/, ""), what: memo })),
        ...(egress?.isPublic === true ? [{ address: egress.address, what: words.ownEgress }] : []),
      ]}
      onSave={(declaration) => declare.mutate({ list: "iamport", ...declaration })}
    />
  );
}
