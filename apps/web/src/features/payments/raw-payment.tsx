import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";

/** The payment as upstream sent it, masked by role; fetched when it is opened. */
export function RawPayment({ impUid }: { readonly impUid: string }) {
  const messages = useMessages().payments;
  const words = useDetailMessages();
  const maySee = useMay("payment:raw");
  const [isOpen, setOpen] = useState(false);
  const raw = useQuery({ ...trpc.payments.raw.queryOptions({ impUid }), enabled: isOpen && maySee });
  const text = raw.data === undefined ? undefined : JSON.stringify(raw.data.wire, null, 2);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm py-1 font-semibold">{words.raw}</summary>
      <div className="mt-2">
        {!maySee && <p className="text-ink-3">{words.rawForbidden}</p>}
        {maySee && raw.isPending && <Skeleton className="w-64" />}
        {raw.isError && (
          <p role="alert" className="flex items-center gap-3 text-ink-2">
            {words.panelFailed}
            <Button onClick={() => void raw.refetch()}>{messages.faces.retry}</Button>
          </p>
        )}
        {text !== undefined && (
          <div className="relative">
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              tabIndex={0}
              className="max-h-[28rem] overflow-auto rounded-md border border-line bg-surface p-3 pr-10 font-id"
            >
              {text}
            </pre>
            <CopyButton text={text} what={words.raw} className="absolute top-2 right-2" />
          </div>
        )}
      </div>
    </details>
  );
}
