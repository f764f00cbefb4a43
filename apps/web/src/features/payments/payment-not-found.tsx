import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
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
  const [isAsked, setAsked] = useState(false);
  const answer = useQuery({
    ...trpc.payments.lookup.queryOptions({ identifier: impUid }),
    enabled: isAsked,
    retry: false,
  });
  const isFound = answer.data?.impUids.includes(impUid) === true;
  const found = useEffectEvent(onFound);
  useEffect(() => {
    if (isFound) found();
  }, [isFound]);
  return (
    <Face
      isPage
      title={own.notFoundTitle}
      actions={
        mayLookUp && (
          <Button
            variant="primary"
            isPending={answer.isFetching || isFound}
            onClick={() => (isAsked ? void answer.refetch() : setAsked(true))}
          >
            {answer.isFetching ? own.noMatch.lookingUp : words.faces.lookUp}
          </Button>
        )
      }
    >
      <p>{own.notFoundText(impUid)}</p>
      <div role="status">
        {answer.isError && !answer.isFetching && <p className="text-bad">{own.noMatch.lookUpFailed}</p>}
        {answer.isSuccess && !isFound && <p>{own.notFoundUpstream(impUid)}</p>}
      </div>
    </Face>
  );
}
