import { formatMoney, money, mostTestAmount, nameOf, payMethods, pgProviders } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { TextField } from "../../../components/ui/text-field.tsx";
import { useConsoleStatus } from "../../../lib/console-status.ts";
import { focusFirstProblem } from "../../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { checkTestPayment, type TestPaymentDraft, type WindowChannel } from "./test-payment-draft.ts";

/** Small enough for a mistake, large enough for every PG's smallest payment. */
const usualAmounts = { KRW: "1,000", USD: "1.00" } as const;

interface StartFormProps {
  readonly channels: readonly WindowChannel[];
  readonly first: WindowChannel;
}

/** What is to be paid through which window. Nothing is paid before somebody pays in the window. */
export function StartForm({ channels, first }: StartFormProps) {
  const words = useAllMessages().testPayments.form;
  const locale = useLocale();
  const navigate = useNavigate();
  const titleId = useId();
  const isPlay = useConsoleStatus().status?.mode === "sandbox";
  // Minted once per opening: a double click and a resend are the same test payment.
  const [testPaymentId] = useState(() => crypto.randomUUID() as string);
  const [draft, setDraft] = useState<TestPaymentDraft>(() => ({
    ...ofChannel(first),
    orderName: words.usualOrderName,
    isAgreed: false,
  }));
  const [isTried, setTried] = useState(false);
  const start = useMutation(
    trpc.testPayments.start.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.testPayments.pathFilter());
        await navigate(`/settings/test-payments/${encodeURIComponent(id)}`);
      },
    }),
  );
  const channel = channels.find(({ channelKey }) => channelKey === draft.channelKey) ?? first;
  const takesMoney = !channel.isTestChannel && !isPlay;
  const { problems, form } = checkTestPayment(draft, channel, takesMoney);
  const most = formatMoney(money(mostTestAmount(channel.currency), channel.currency), locale);
  const change = (part: Partial<TestPaymentDraft>) => setDraft((before) => ({ ...before, ...part }));
  const said = {
    amount_empty: words.amountEmpty,
    amount_wrong: words.amountWrong(channel.currency),
    amount_too_large: words.amountTooLarge(most),
    order_name: words.orderNameEmpty,
    not_agreed: words.liveNotAgreed,
  };
  const wrong = (field: keyof typeof problems) => {
    const problem = isTried ? problems[field] : undefined;
    return problem === undefined ? undefined : said[problem];
  };
  const submit = (element: HTMLFormElement) => {
    setTried(true);
    if (form !== undefined) start.mutate({ ...form, testPaymentId });
    else focusFirstProblem(element);
  };
  const choose = (channelKey: string) => {
    const chosen = channels.find((each) => each.channelKey === channelKey);
    if (chosen !== undefined) change({ ...ofChannel(chosen, draft.amount, channel), isAgreed: false });
  };
  return (
    <Form noValidate aria-labelledby={titleId} className="grid max-w-[640px] gap-4" onSubmit={submit}>
      <h2 id={titleId} className="border-line border-b pb-1.5 font-semibold">
        {words.label}
      </h2>
      <Select
        label={words.channel}
        value={channel.channelKey}
        options={channels.map((each) => ({
          value: each.channelKey,
          label: [
            each.isTestChannel ? words.testChannel : words.liveChannel,
            nameOf(pgProviders, each.pgProvider, locale),
            each.name ?? each.mid,
          ].join(" · "),
        }))}
        onChange={choose}
      />
      {!channel.isTestChannel && (
        <Banner tone={isPlay ? "info" : "wait"} title={words.liveTitle}>
          {isPlay ? words.livePlay : words.liveHelp}
        </Banner>
      )}
      {takesMoney && (
        <Checkbox
          label={words.liveAgreed}
          error={wrong("isAgreed")}
          isSelected={draft.isAgreed}
          onChange={(isAgreed) => change({ isAgreed })}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={words.method}
          value={draft.method}
          options={channel.methods.map((method) => ({ value: method, label: nameOf(payMethods, method, locale) }))}
          onChange={(method) => change({ method })}
        />
        <TextField
          label={words.amount}
          hint={words.amountHint(most)}
          error={wrong("amount")}
          inputMode={channel.currency === "KRW" ? "numeric" : "decimal"}
          maxLength={17}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
        />
      </div>
      <TextField
        label={words.orderName}
        error={wrong("orderName")}
        maxLength={40}
        value={draft.orderName}
        onChange={(orderName) => change({ orderName })}
      />
      <p className="text-small text-ink-3">
        {words.buyer}{" "}
        <Link to="/account" className="text-accent underline underline-offset-2">
          {words.toAccount}
        </Link>
      </p>
      {start.isError && <FailedNote error={start.error} />}
      <Button type="submit" variant="primary" size="medium" isPending={start.isPending} className="justify-self-start">
        {form === undefined ? words.submitEmpty : words.submit(formatMoney(money(form.amount, form.currency), locale))}
      </Button>
    </Form>
  );
}

/** What a newly chosen channel begins with; an amount typed in the same currency stays. */
function ofChannel(channel: WindowChannel, amount?: string, before?: WindowChannel) {
  const { channelKey, methods, currency } = channel;
  const keeps = amount !== undefined && before?.currency === currency;
  return { channelKey, method: methods[0] ?? "card", amount: keeps ? amount : usualAmounts[currency] };
}
