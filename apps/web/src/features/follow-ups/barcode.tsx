import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** Ends a barcode that waits to be paid at a store. */
export function Barcode({ facts: { impUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.barcode;
  const [isAsked, setAsked] = useState(false);
  const giving = useGiving(
    `barcode ${impUid}`,
    trpcClient.followUps.revokeBarcode.mutate,
    () => void queryClient.invalidateQueries(trpc.payments.pathFilter()),
  );
  return (
    <Part title={words.title} help={words.help}>
      <GivenNote giving={giving} />
      {mayWrite && giving.instruction === undefined && (
        <Button
          variant="danger"
          size="medium"
          className="justify-self-start"
          isPending={giving.isPending}
          onClick={() => setAsked(true)}
        >
          {words.go}
        </Button>
      )}
      <SureDialog
        title={words.sure}
        go={words.go}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onSure={() => giving.give({ impUid })}
      >
        {words.help}
      </SureDialog>
    </Part>
  );
}
