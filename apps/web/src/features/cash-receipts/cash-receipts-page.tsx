import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowTabs } from "../../components/row-tabs.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { ReceiptDifferences } from "./receipt-differences.tsx";
import { ReceiptTable, receiptPath } from "./receipt-table.tsx";

const tabs = ["payment", "outside", "differences"] as const;
type Tab = (typeof tabs)[number];

const pageSize = 50;
const titleId = "cash-receipts-title";

/** Cash receipts, those of payments apart from those of sales outside i'mport. */
export function Component() {
  const words = useAllMessages().cashReceipts;
  const mayRead = useMay("cash-receipt:read");
  const mayWrite = useMay("cash-receipt:write");
  const [parameters] = useSearchParams();
  const tab: Tab = tabs.find((each) => each === parameters.get("tab")) ?? "payment";
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="cash-receipt:read" />;
  return (
    <div className="grid gap-4 py-4">
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        <PageTitle id={titleId} title={words.title} help={words.help} />
        {mayWrite && (
          <Link to="/cash-receipts/outside" className={buttonClass({ variant: "primary" })}>
            {words.newOutside}
          </Link>
        )}
      </div>
      <div className="min-w-0 px-3 md:px-5">
        <RowTabs
          label={words.tabsLabel}
          tabs={tabs.map((each) => ({
            to: each === "payment" ? "/cash-receipts" : `/cash-receipts?tab=${each}`,
            name: words.tabs[each],
            isChosen: each === tab,
          }))}
        />
      </div>
      {tab === "differences" ? <ReceiptDifferences /> : <Receipts key={tab} source={tab} />}
    </div>
  );
}

function Receipts({ source }: { readonly source: "payment" | "outside" }) {
  const words = useAllMessages().cashReceipts;
  const receipts = useInfiniteQuery(
    trpc.cashReceipts.list.infiniteQueryOptions(
      { source, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const items = receipts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="px-3 md:px-5">{source === "payment" ? <FindPayment /> : <FindOutside />}</div>
      <ListFaces list={receipts} isInside isEmpty={items.length === 0}>
        <Face title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && (
        <div className="grid min-w-0 gap-2 px-3 md:px-5">
          <ReceiptTable receipts={items} titleId={titleId} />
          <ListEnd list={receipts} more={words.more} />
        </div>
      )}
    </>
  );
}

/** Leads from any identifier of a payment to its receipt. */
function FindPayment() {
  const words = useAllMessages().cashReceipts;
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const find = useMutation({
    mutationFn: (identifier: string) => trpcClient.payments.lookup.mutate({ identifier }),
    onSuccess: async ({ impUids }) => {
      const [only] = impUids;
      if (impUids.length === 1 && only !== undefined) await navigate(receiptPath({ source: "payment", target: only }));
    },
  });
  const impUids = find.data?.impUids ?? [];
  return (
    <Form
      className="grid max-w-[560px] gap-2"
      onSubmit={() => {
        if (text.trim() !== "") find.mutate(text.trim());
      }}
    >
      <div className="flex items-start gap-2">
        <TextField
          label={words.lookUp}
          hint={words.lookUpHint}
          error={find.isSuccess && impUids.length === 0 ? words.notFound : undefined}
          value={text}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          fieldClassName="min-w-0 flex-1"
          onChange={(next) => {
            setText(next);
            find.reset();
          }}
        />
        <Button type="submit" size="field" isPending={find.isPending}>
          {words.open}
        </Button>
      </div>
      {find.isError && <FailedNote error={find.error} />}
      {impUids.length > 1 && (
        <div role="status" className="grid gap-1">
          <p>{words.severalFound}</p>
          <ul>
            {impUids.map((impUid) => (
              <li key={impUid}>
                <Link
                  to={receiptPath({ source: "payment", target: impUid })}
                  className="font-id text-accent hover:underline"
                >
                  {impUid}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Form>
  );
}

function FindOutside() {
  const words = useAllMessages().cashReceipts;
  const navigate = useNavigate();
  const [text, setText] = useState("");
  return (
    <Form
      className="flex max-w-[560px] items-start gap-2"
      onSubmit={() => {
        if (text.trim() !== "") void navigate(receiptPath({ source: "outside", target: text.trim() }));
      }}
    >
      <TextField
        label={words.lookUpOutside}
        hint={words.lookUpOutsideHint}
        value={text}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        fieldClassName="min-w-0 flex-1"
        onChange={setText}
      />
      <Button type="submit" size="field">
        {words.open}
      </Button>
    </Form>
  );
}
