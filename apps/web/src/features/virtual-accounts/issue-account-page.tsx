import { accountLimits, accountNeeds, banks, banksOfPg, formatMoney, money, nameOf, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Select } from "../../components/ui/select.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { endOfKstDay, writeKstInput } from "../../lib/kst-input.ts";
import { useMay } from "../../lib/session.tsx";
import { useTabDraft } from "../../lib/tab-draft.ts";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";
import { AccountRule } from "./account-rule.tsx";
import { accountPath } from "./account-search.ts";
import { BuyerMessage } from "./buyer-message.tsx";
import {
  checkDraft,
  type DraftField,
  fieldsOf,
  type IssueDraft,
  issueDraft,
  type OfferedField,
  withoutSecrets,
} from "./issue-draft.ts";

type Channel = RouterOutputs["virtualAccounts"]["channels"]["items"][number];

const usualDays = 3;

/** Gives a buyer an account to pay into: first the channel, then only what its PG needs. */
export function Component() {
  const words = useAllMessages().virtualAccounts;
  const mayWrite = useMay("virtual-account:write");
  const [parameters] = useSearchParams();
  const channels = useQuery(trpc.virtualAccounts.channels.queryOptions(undefined, { enabled: mayWrite }));
  useDocumentTitle(words.issue);
  if (!mayWrite) return <ForbiddenNote permission="virtual-account:write" />;
  return (
    <div className="grid w-full max-w-[720px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <PageTitle
        title={words.issue}
        help={words.issueHelp}
        back={<BackLink to="/virtual-accounts">{words.back}</BackLink>}
      />
      {channels.isPending && <PartsSkeleton parts={1} />}
      {channels.isError && <FailedNote error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.items.length === 0 && <Banner tone="wait">{words.noChannels}</Banner>}
      {channels.data !== undefined && channels.data.items.length > 0 && (
        <IssueForm key={String(parameters)} channels={channels.data.items} parameters={parameters} />
      )}
    </div>
  );
}

interface IssueFormProps {
  readonly channels: readonly Channel[];
  /** What the address of the page says of the account. */
  readonly parameters: URLSearchParams;
}

function IssueForm({ channels, parameters }: IssueFormProps) {
  const words = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const { draft, change, forget } = useTabDraft<IssueDraft>({
    what: parameters.size === 0 ? "account-issue" : `account-issue ${parameters}`,
    shape: issueDraft,
    keep: withoutSecrets,
    start: () => ({
      channelKey: channels.length === 1 ? (channels[0]?.channelKey ?? "") : "",
      merchantUid: parameters.get("order") ?? "",
      amount: parameters.get("amount") ?? "",
      bank: "",
      due: writeKstInput(endOfKstDay(Math.floor(Date.now() / 1000), usualDays)),
      orderName: "",
      values: {},
    }),
  });
  const [isTried, setTried] = useState(false);
  const giving = useGiving("account-issue", trpcClient.virtualAccounts.issue.mutate, () => {
    void queryClient.invalidateQueries(trpc.virtualAccounts.pathFilter());
  });
  const channel = channels.find(({ channelKey }) => channelKey === draft.channelKey);
  const pg = channel?.pgProvider ?? "";
  const checked = checkDraft(draft, pg, Math.floor(Date.now() / 1000));
  const wrong = (field: DraftField): string | undefined => {
    const problem = isTried ? checked.problems?.[field] : undefined;
    return problem === undefined ? undefined : words.problems[problem];
  };
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (checked.form !== undefined) giving.give(checked.form);
    else focusFirstProblem(form);
  };
  const { required, optional } = fieldsOf(pg);
  const field = (name: OfferedField) => (
    <DetailField
      key={name}
      name={name}
      isRequired={required.includes(name)}
      value={draft.values[name] ?? ""}
      error={wrong(name)}
      onChange={(value) => change({ values: { ...draft.values, [name]: value } })}
    />
  );
  const isUnlimited =
    optional.includes("isUnlimited") && draft.values.isUnlimited !== undefined && draft.values.isUnlimited !== "";
  const { instruction } = giving;
  const isDone = instruction?.state === "done";
  useEffect(() => {
    if (isDone) forget();
  }, [isDone, forget]);
  if (instruction !== undefined) {
    return (
      <div className="grid gap-4">
        <GivenNote giving={giving}>
          <p>{words.issued}</p>
        </GivenNote>
        <AccountRule instruction={instruction} />
        {instruction.state === "done" && instruction.impUid !== null && <Issued impUid={instruction.impUid} />}
      </div>
    );
  }
  return (
    <Form noValidate className="grid gap-4" onSubmit={submit}>
      <Select
        label={words.fields.channel}
        hint={words.hints.channel}
        error={wrong("channelKey")}
        value={draft.channelKey}
        options={[
          { value: "", label: words.chooseChannel },
          ...channels.map((each) => ({ value: each.channelKey, label: channelName(each, locale, words.testChannel) })),
        ]}
        onChange={(channelKey) => change({ channelKey, bank: "" })}
      />
      {channel !== undefined && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label={words.fields.merchantUid}
              hint={words.hints.merchantUid}
              error={wrong("merchantUid")}
              maxLength={accountLimits.merchantUid}
              value={draft.merchantUid}
              onChange={(merchantUid) => change({ merchantUid })}
            />
            {!isUnlimited && (
              <TextField
                label={words.fields.amount}
                error={wrong("amount")}
                inputMode="numeric"
                maxLength={17}
                value={draft.amount}
                onChange={(amount) => change({ amount })}
              />
            )}
            <Select
              label={words.fields.bank}
              error={wrong("bank")}
              value={draft.bank}
              options={[
                { value: "", label: words.chooseBank },
                ...banksOfPg(pg, "virtual_account").map(({ bank }) => ({
                  value: bank,
                  label: nameOf(banks, bank, locale),
                })),
              ]}
              onChange={(bank) => change({ bank })}
            />
            <TextField
              label={words.fields.due}
              hint={words.hints.due}
              error={wrong("due")}
              type="datetime-local"
              value={draft.due}
              onChange={(due) => change({ due })}
            />
            {required.map(field)}
          </div>
          {accountNeeds(pg)?.takesHolder === false && (
            <p className="text-small text-ink-3">{words.hints.holderIgnored}</p>
          )}
          <details className="rounded-md" open={hasProblem(checked.problems, optional) && isTried ? true : undefined}>
            <summary className="cursor-pointer py-1 font-semibold">{words.moreFields}</summary>
            <div className="grid gap-4 pt-2 sm:grid-cols-2">
              <TextField
                label={words.fields.orderName}
                error={wrong("orderName")}
                maxLength={accountLimits.orderName}
                value={draft.orderName}
                onChange={(orderName) => change({ orderName })}
              />
              {optional.map(field)}
            </div>
          </details>
        </>
      )}
      {wrong("form") !== undefined && <Banner tone="bad">{wrong("form")}</Banner>}
      {giving.error !== null && <FailedNote error={giving.error} />}
      <Button
        type="submit"
        variant="primary"
        size="medium"
        isPending={giving.isPending}
        aria-disabled={channel === undefined}
        className="justify-self-start"
      >
        {checked.form === undefined || checked.form.amount === null
          ? words.submitIssueEmpty
          : words.submitIssue(formatMoney(money(checked.form.amount, "KRW"), locale))}
      </Button>
    </Form>
  );
}

function hasProblem(
  problems: Readonly<Partial<Record<DraftField, unknown>>> | undefined,
  fields: readonly DraftField[],
) {
  return fields.some((name) => problems?.[name] !== undefined);
}

function channelName({ pgProvider, mid, name, isTestChannel }: Channel, locale: "ko" | "en", test: string): string {
  const parts = [nameOf(pgProviders, pgProvider, locale), name ?? mid, ...(isTestChannel ? [test] : [])];
  return parts.join(" · ");
}

interface DetailFieldProps {
  readonly name: OfferedField;
  readonly isRequired: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

const limits: Readonly<Partial<Record<OfferedField, number>>> = { ...accountLimits, fixedNumber: 32, pgApiKey: 100 };

function DetailField({ name, isRequired, value, error, onChange }: DetailFieldProps) {
  const words = useAllMessages().virtualAccounts;
  const shared = { label: words.fields[name], error, value, onChange, required: isRequired };
  const maxLength = limits[name];
  switch (name) {
    case "productType":
      return (
        <Select
          label={shared.label}
          error={error}
          value={value}
          options={[
            { value: "", label: words.choose },
            { value: "real", label: words.productTypes.real },
            { value: "digital", label: words.productTypes.digital },
          ]}
          onChange={onChange}
        />
      );
    case "pgApiKey":
      return (
        <PasswordField {...shared} name="pg-api-key" autoComplete="off" hint={words.hints.pgApiKey} maxLength={100} />
      );
    case "isUnlimited":
      return (
        <Checkbox
          label={shared.label}
          hint={words.hints.isUnlimited}
          error={error}
          isSelected={value !== ""}
          onChange={(isSelected) => onChange(isSelected ? "yes" : "")}
        />
      );
    case "escrowPassword":
      return (
        <PasswordField
          {...shared}
          name="escrow-password"
          autoComplete="off"
          hint={words.hints.escrowPassword}
          maxLength={40}
        />
      );
    case "buyerBusinessNumber":
      return (
        <TextField
          {...shared}
          inputMode="numeric"
          autoComplete="off"
          hint={words.hints.buyerBusinessNumber}
          maxLength={12}
        />
      );
    case "taxFree":
      return <TextField {...shared} inputMode="numeric" hint={words.hints.taxFree} />;
    case "vat":
    case "fixedNumber":
      return <TextField {...shared} inputMode="numeric" {...(maxLength === undefined ? {} : { maxLength })} />;
    case "buyerEmail":
      return <TextField {...shared} type="email" autoComplete="off" maxLength={accountLimits.buyerEmail} />;
    case "buyerTel":
      return <TextField {...shared} type="tel" autoComplete="off" maxLength={accountLimits.buyerTel} />;
    case "holder":
    case "buyerName":
    case "fixedKey":
      return <TextField {...shared} autoComplete="off" {...(maxLength === undefined ? {} : { maxLength })} />;
  }
}

/** The account as i'mport has it now, in words for the buyer. */
function Issued({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().virtualAccounts;
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid }));
  return (
    <>
      {reading.isPending && <Skeleton className="w-72" />}
      {reading.isError && <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />}
      {reading.data !== undefined && <BuyerMessage payment={reading.data.payment} />}
      <div className="flex flex-wrap gap-2">
        <Link to={accountPath(impUid)} className={buttonClass({ size: "medium", variant: "primary" })}>
          {words.openAccount}
        </Link>
        <Link to="/virtual-accounts" className={buttonClass({ size: "medium" })}>
          {words.toBoard}
        </Link>
      </div>
    </>
  );
}
