import { formatMoney } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** The payment type of Naver Pay: what may go on a cash receipt, purchase confirmation, points. */
export function NaverPayment({ facts: { impUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.naverPayment;
  const [requester, setRequester] = useState<"admin" | "customer">("admin");
  const [isAsked, setAsked] = useState(false);
  const confirming = useGiving(`naver-confirm ${impUid}`, trpcClient.followUps.confirmNaver.mutate);
  const points = useGiving(`naver-points ${impUid}`, trpcClient.followUps.giveNaverPoints.mutate);
  return (
    <>
      <CashAmount impUid={impUid} />
      <Part title={words.confirm} help={words.confirmHelp}>
        <GivenNote giving={confirming} />
        {mayWrite && confirming.instruction === undefined && (
          <>
            <Choice
              label={words.requester}
              isWide
              value={requester}
              options={[
                { value: "admin", label: words.admin },
                { value: "customer", label: words.customer },
              ]}
              onChange={setRequester}
            />
            <Button
              variant="danger"
              size="medium"
              className="justify-self-start"
              isPending={confirming.isPending}
              onClick={() => setAsked(true)}
            >
              {words.confirmGo}
            </Button>
            <SureDialog
              title={words.confirmSure}
              go={words.confirmGo}
              isOpen={isAsked}
              onClose={() => setAsked(false)}
              onSure={() => confirming.give({ impUid, requester })}
            >
              {words.confirmHelp}
            </SureDialog>
          </>
        )}
      </Part>
      <Part title={words.points} help={words.pointsHelp}>
        <GivenNote giving={points} />
        {mayWrite && points.instruction === undefined && (
          <Button
            variant="primary"
            size="medium"
            className="justify-self-start"
            isPending={points.isPending}
            onClick={() => points.give({ impUid })}
          >
            {words.pointsGo}
          </Button>
        )}
      </Part>
    </>
  );
}

function CashAmount({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().followUps.naverPayment;
  const locale = useLocale();
  const reading = useQuery(trpc.followUps.naverCashAmount.queryOptions({ impUid }));
  const amounts = reading.data;
  return (
    <Part title={words.cash}>
      {reading.isPending && <PartsSkeleton parts={1} />}
      {reading.isError && <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />}
      {amounts !== undefined && (
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
          {(["total", "byPoints", "byPrimary", "supply", "vat"] as const).map((name) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{words[name]}</dt>
              <dd className="text-right tabular-nums">{formatMoney(amounts[name], locale)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Part>
  );
}
