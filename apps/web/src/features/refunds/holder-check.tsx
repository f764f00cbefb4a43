import { useMutation } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useMay } from "../../lib/session.tsx";
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
  const mayAsk = useMay("virtual-account:write");
  const look = useMutation(trpc.virtualAccounts.holder.mutationOptions());
  if (!mayAsk) return null;
  const found = look.data?.holder;
  const isSame = typeof found === "string" && squeezed(found) === squeezed(holder);
  return (
    <div className="mb-2 grid justify-items-start gap-1">
      <Button isPending={look.isPending} onClick={() => look.mutate({ bank, number })}>
        {words.ask}
      </Button>
      {look.isError && <FailedNote error={look.error} />}
      <p role="status" className={found === undefined ? undefined : isSame ? "text-ok" : "font-medium text-wait"}>
        {found === null && words.unknown}
        {typeof found === "string" && (isSame ? words.same(found) : words.differs(found))}
      </p>
      {isSame && <p className="text-small text-ink-3">{words.careful}</p>}
    </div>
  );
}

function squeezed(name: string): string {
  return name.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
