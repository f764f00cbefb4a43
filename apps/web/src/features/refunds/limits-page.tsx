import { parseTypedAmount } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BackLink } from "../../components/back-link.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { controlClass } from "../../components/ui/field.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Limits = RouterOutputs["refunds"]["limits"];
type RoleLimits = Limits["roles"][number];

const caps = ["perRefund", "perDay", "perCustomer"] as const;

/** Each role's form is a grid of its own: columns of fixed widths line up from one to the next and with their heads. */
const columns = "md:grid md:grid-cols-[6rem_repeat(3,minmax(0,1fr))_4.5rem] md:gap-3";

/** What each role refunds without anybody else, and when a fresh code is asked for. */
export function Component() {
  const words = useAllMessages().refunds;
  const maySet = useMay("refund:settings");
  const limits = useQuery(trpc.refunds.limits.queryOptions(undefined, { enabled: maySet }));
  useDocumentTitle(words.limitsTitle);
  if (!maySet) return <ForbiddenNote permission="refund:settings" />;
  return (
    <div className="grid w-full max-w-[880px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <PageTitle
        id="limits-title"
        title={words.limitsTitle}
        help={words.limitsHelp}
        back={<BackLink to="/refunds">{words.back}</BackLink>}
      />
      {limits.isPending && <RowsSkeleton isFlush />}
      {limits.isError && <FailedNote error={limits.error} onRetry={() => void limits.refetch()} />}
      {limits.isSuccess && <LimitsTable limits={limits.data} />}
      {limits.isSuccess && <StepUp key={limits.data.stepUpAbove} above={limits.data.stepUpAbove} />}
    </div>
  );
}

function LimitsTable({ limits }: { readonly limits: Limits }) {
  const words = useAllMessages().refunds;
  const { limitColumns } = words;
  return (
    <div className="grid gap-2">
      <div className={classNames("text-small font-medium text-ink-3 max-md:hidden", columns)} aria-hidden="true">
        <span>{limitColumns.role}</span>
        {caps.map((cap) => (
          <span key={cap} className="px-2.5 text-right">
            {words.inWon(limitColumns[cap])}
          </span>
        ))}
      </div>
      {limits.roles.map((role) => (
        <RoleForm key={JSON.stringify(role)} limits={role} />
      ))}
    </div>
  );
}

function RoleForm({ limits }: { readonly limits: RoleLimits }) {
  const m = useAllMessages();
  const words = m.refunds;
  const role = m.frame.roles[limits.role];
  const [typed, setTyped] = useState(() => ({
    perRefund: written(limits.perRefund),
    perDay: written(limits.perDay),
    perCustomer: written(limits.perCustomer),
  }));
  const [isTried, setTried] = useState(false);
  const save = useMutation(trpc.refunds.changeCaps.mutationOptions({ onSuccess: () => saved(words.saved) }));
  const read = {
    perRefund: readWon(typed.perRefund),
    perDay: readWon(typed.perDay),
    perCustomer: readWon(typed.perCustomer),
  };
  const isChanged = caps.some((cap) => typed[cap] !== written(limits[cap]));
  const isWrong = caps.some((cap) => read[cap] === undefined);
  const submit = () => {
    setTried(true);
    const { perRefund, perDay, perCustomer } = read;
    if (perRefund === undefined || perDay === undefined || perCustomer === undefined) return;
    save.mutate({ role: limits.role, perRefund, perDay, perCustomer });
  };
  return (
    <Form
      aria-label={role}
      className={classNames("grid gap-2 border-line border-t pt-2 md:items-center", columns)}
      onSubmit={submit}
    >
      <span className="font-semibold">{role}</span>
      {caps.map((cap) => (
        <label key={cap} className="grid gap-0.5">
          <span className="text-small text-ink-3 md:sr-only">{words.limitOf(role, words.limitColumns[cap])}</span>
          <input
            inputMode="numeric"
            autoComplete="off"
            value={typed[cap]}
            placeholder={words.noLimit}
            aria-invalid={isTried && read[cap] === undefined ? true : undefined}
            onChange={(event) => setTyped({ ...typed, [cap]: event.currentTarget.value })}
            className={classNames(controlClass, "text-right tabular-nums")}
          />
        </label>
      ))}
      <Button type="submit" size="medium" className="md:h-9" isPending={save.isPending} disabled={!isChanged}>
        {words.save}
      </Button>
      {isTried && isWrong && (
        <p role="alert" className="col-span-full text-small font-medium text-bad">
          {words.limitWrong}
        </p>
      )}
      {save.isError && (
        <div className="col-span-full">
          <FailedNote error={save.error} />
        </div>
      )}
    </Form>
  );
}

function StepUp({ above }: { readonly above: number | null }) {
  const words = useAllMessages().refunds;
  const [typed, setTyped] = useState(written(above));
  const [isTried, setTried] = useState(false);
  const save = useMutation(trpc.refunds.changeStepUp.mutationOptions({ onSuccess: () => saved(words.saved) }));
  const won = readWon(typed);
  return (
    <Form
      className="flex flex-wrap items-start gap-3 border-line border-t pt-4"
      onSubmit={() => {
        setTried(true);
        if (won !== undefined) save.mutate({ above: won });
      }}
    >
      <TextField
        label={words.stepUp}
        hint={words.stepUpHelp}
        error={isTried && won === undefined ? words.limitWrong : undefined}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        onChange={setTyped}
        className="text-right tabular-nums"
        fieldClassName="min-w-0 max-w-[26rem] flex-1 basis-60"
      />
      <Button type="submit" size="field" isPending={save.isPending} disabled={typed === written(above)}>
        {words.save}
      </Button>
      {save.isError && <FailedNote error={save.error} />}
    </Form>
  );
}

async function saved(toast: string): Promise<void> {
  await queryClient.invalidateQueries(trpc.refunds.pathFilter());
  showToast(toast);
}

function written(won: number | null): string {
  return won === null ? "" : won.toLocaleString("ko-KR");
}

/** Null for no limit; undefined for what is no amount. */
function readWon(text: string): number | null | undefined {
  const typed = parseTypedAmount(text, "KRW");
  if (typed.ok) return typed.money.amount;
  if (typed.problem === "empty") return null;
  return typed.problem === "zero" ? 0 : undefined;
}
