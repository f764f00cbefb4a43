import { useMutation } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useFormMessages } from "./form-messages.ts";

interface HolderCheckProps {
  /** KFTC code. */
  readonly bank: string;
  /** Digits only. */
  readonly number: string;
  readonly holder: string;
}

/**
 * Asks whose account it is, where anybody tells: the look-up is no longer in the vendor's document. Any edit of bank or
 * number makes it another account, of which nothing is known; draw it with a key of the two.
 */
export default function HolderCheck({ bank, number, holder }: HolderCheckProps) {
  const words = useFormMessages().account.holderCheck;
  const look = useMutation(trpc.virtualAccounts.holder.mutationOptions());
  const found = look.data?.holder;
  const isSame = typeof found === "string" && squeezed(found) === squeezed(holder);
  return (
    <div className="mb-2 grid justify-items-start gap-1">
      <Button isPending={look.isPending} onClick={() => look.mutate({ bank, number })}>
        {words.ask}
      </Button>
      {/* Opens with the press and holds what the answer needs: the box below is about to be ticked. */}
      <div className={look.isIdle ? undefined : "min-h-15 w-full"}>
        {look.isError && <FailedNote error={look.error} />}
        <p role="status" className={found === undefined ? undefined : isSame ? "text-ok" : "font-medium text-wait"}>
          {found === null && words.unknown}
          {typeof found === "string" && (isSame ? words.same(found) : words.differs(found))}
        </p>
        {isSame && <p className="text-small text-ink-3">{words.careful}</p>}
      </div>
    </div>
  );
}

function squeezed(name: string): string {
  return name.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
