import { longestRedirect } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { buttonClass } from "../../../components/ui/button-styles.ts";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { Spinner } from "../../../components/ui/spinner.tsx";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { appErrorOf } from "../../../lib/error-message.ts";
import { useAllMessages } from "../../../lib/i18n.tsx";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";

/** Where a payment window leads back to. What it says goes to the server, which asks i'mport; nothing here is believed. */
export function Component() {
  const mayRun = useMay("test-payment:run");
  useDocumentTitle(useAllMessages().testPayments.complete.title);
  return mayRun ? <Completing /> : <ForbiddenNote permission="test-payment:run" />;
}

function Completing() {
  const words = useAllMessages().testPayments.complete;
  const { search } = useLocation();
  const navigate = useNavigate();
  const { mutate, ...completing } = useMutation(
    trpc.testPayments.complete.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.testPayments.pathFilter());
        await navigate(`/settings/test-payments/${encodeURIComponent(id)}`, { replace: true });
      },
    }),
  );
  const query = search.slice(1, 1 + longestRedirect);
  const sent = useRef<string>(undefined);
  useEffect(() => {
    if (sent.current === query) return;
    sent.current = query;
    mutate({ query });
  }, [mutate, query]);
  const isOurs = appErrorOf(completing.error)?.code !== "NOT_FOUND";
  return (
    <section className="mx-auto grid w-full max-w-[34rem] gap-3 px-4 py-16 md:px-5">
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
        {words.title}
      </h1>
      {!completing.isError && (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner />
          {words.reading}
        </p>
      )}
      {completing.isError && isOurs && (
        <>
          <FailedNote error={completing.error} onRetry={() => mutate({ query })} />
          <p className="text-ink-2">{words.failedHelp}</p>
        </>
      )}
      {completing.isError && !isOurs && (
        <p role="alert" className="text-ink-2">
          {words.notOurs}
        </p>
      )}
      {completing.isError && (
        <Link to="/settings/test-payments" className={buttonClass({ size: "medium", className: "justify-self-start" })}>
          {words.toList}
        </Link>
      )}
    </section>
  );
}
