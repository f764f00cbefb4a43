import { Link } from "react-router";
import { buttonClass } from "../components/ui/button-styles.ts";
import { useDocumentTitle } from "../lib/document-title.ts";
import { useEntryMessages } from "../lib/i18n.tsx";
import { Notice } from "./notice.tsx";

export function NotFoundPage() {
  const { frame } = useEntryMessages();
  useDocumentTitle(frame.notFoundTitle);
  return (
    <Notice
      title={frame.notFoundTitle}
      help={frame.notFoundHelp}
      action={
        <Link to="/payments" className={buttonClass({ variant: "primary" })}>
          {frame.toPayments}
        </Link>
      }
    />
  );
}
