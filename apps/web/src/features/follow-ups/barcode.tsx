import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** Ends a barcode that waits to be paid at a store. */
export function Barcode({ facts: { impUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.barcode;
  const { ui } = useAllMessages();
  const [isAsked, setAsked] = useState(false);
  const giving = useGiving(
    trpcClient.followUps.revokeBarcode.mutate,
    () => void queryClient.invalidateQueries(trpc.payments.pathFilter()),
  );
  return (
    <Part title={words.title} help={words.help}>
      <GivenNote giving={giving} />
      {giving.instruction === undefined && (
        <Button
          variant="danger"
          size="medium"
          className="justify-self-start"
          aria-disabled={!mayWrite}
          isPending={giving.isPending}
          onClick={() => mayWrite && setAsked(true)}
        >
          {words.go}
        </Button>
      )}
      <Dialog
        role="alertdialog"
        size="small"
        title={words.sure}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        footer={
          <>
            <Button size="medium" autoFocus onClick={() => setAsked(false)}>
              {ui.cancel}
            </Button>
            <Button
              variant="danger"
              size="medium"
              onClick={() => {
                setAsked(false);
                giving.give({ impUid });
              }}
            >
              {words.go}
            </Button>
          </>
        }
      >
        <p>{words.help}</p>
      </Dialog>
    </Part>
  );
}
