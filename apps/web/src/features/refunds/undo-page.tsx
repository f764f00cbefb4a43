import { useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { UndoPanel } from "./undo-panel.tsx";

/** What can be done about a cancel that should not have been. */
export function Component() {
  const words = useAllMessages().refunds.undo;
  const { impUid = "" } = useParams();
  const mayAsk = useMay("refund:request");
  useDocumentTitle(words.title);
  if (!mayAsk) return <ForbiddenNote permission="refund:request" />;
  return (
    <div className="grid w-full max-w-[720px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to={`/payments/${encodeURIComponent(impUid)}`}>{words.toPayment}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.title}
        </h1>
        <p className="text-ink-3">{words.help}</p>
        <p className="font-id text-ink-3">{impUid}</p>
      </div>
      <UndoPanel impUid={impUid} />
    </div>
  );
}
