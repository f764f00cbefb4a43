import { useMutation } from "@tanstack/react-query";
import { Face } from "../../components/face.tsx";
import { Button } from "../../components/ui/button.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";

interface PaymentNotFoundProps {
  readonly impUid: string;
  /** Upstream had it, and now the index has it too. */
  readonly onFound: () => void;
}

/** No such payment here: upstream may still have it, and can be asked. */
export function PaymentNotFound({ impUid, onFound }: PaymentNotFoundProps) {
  const words = useMessages().payments;
  const own = useDetailMessages();
  const mayLookUp = useMay("payment:lookup");
  const lookUp = useMutation(
    trpc.payments.lookup.mutationOptions({
      onSuccess: ({ impUids }) => {
        if (impUids.includes(impUid)) onFound();
      },
    }),
  );
  const isFound = lookUp.data?.impUids.includes(impUid) === true;
  return (
    <Face
      isPage
      title={own.notFoundTitle}
      actions={
        mayLookUp && (
          <Button
            variant="primary"
            isPending={lookUp.isPending || isFound}
            onClick={() => lookUp.mutate({ identifier: impUid })}
          >
            {lookUp.isPending ? own.noMatch.lookingUp : words.faces.lookUp}
          </Button>
        )
      }
    >
      <p>{own.notFoundText(impUid)}</p>
      <div role="status">
        {lookUp.isError && <p className="text-bad">{own.noMatch.lookUpFailed}</p>}
        {lookUp.isSuccess && !isFound && <p>{own.notFoundUpstream(impUid)}</p>}
      </div>
    </Face>
  );
}
