import { paycoStatuses } from "@maru/domain";
import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** Tells PAYCO how far an order is. */
export function PaycoOrder({ facts: { impUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.payco;
  const [status, setStatus] = useState<(typeof paycoStatuses)[number] | null>(null);
  const [isTried, setTried] = useState(false);
  const giving = useGiving(`payco-order ${impUid}`, trpcClient.followUps.changePaycoOrder.mutate);
  return (
    <Part title={words.title} help={words.help}>
      <GivenNote giving={giving} next={words.next} />
      {mayWrite && giving.instruction === undefined && (
        <>
          <Choice
            label={words.status}
            value={status}
            error={isTried && status === null ? words.statusNeeded : undefined}
            options={paycoStatuses.map((value) => ({ value, label: words.statuses[value] }))}
            onChange={setStatus}
          />
          <Button
            variant="primary"
            size="medium"
            className="justify-self-start"
            isPending={giving.isPending}
            onClick={() => {
              setTried(true);
              if (status !== null) giving.give({ impUid, status });
            }}
          >
            {words.go}
          </Button>
        </>
      )}
    </Part>
  );
}
