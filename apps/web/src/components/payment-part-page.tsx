import type { ReactNode } from "react";
import { useDocumentTitle } from "../lib/document-title.ts";
import { BackLink } from "./back-link.tsx";
import { PartsSkeleton } from "./parts-skeleton.tsx";
import { TestTag } from "./test-tag.tsx";
import { UnreadPage } from "./unread-page.tsx";

interface PaymentFacts {
  readonly orderName: string | null;
  readonly merchantUid: string;
  readonly isTest: boolean;
}

interface PaymentPartPageProps<Part extends PaymentFacts> {
  readonly impUid: string;
  readonly reading: {
    readonly data: Part | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** What the page is called, by the name of what was ordered. */
  readonly titleOf: (name: string) => string;
  readonly words: { readonly backToPayment: string; readonly notFound: string };
  readonly notFoundHelp: string;
  readonly children: (part: Part) => ReactNode;
}

/** A page about one side of a payment, such as its cash receipt, with the way back to the payment. */
export function PaymentPartPage<Part extends PaymentFacts>(props: PaymentPartPageProps<Part>) {
  const { impUid, reading, titleOf, words, notFoundHelp, children } = props;
  const { data } = reading;
  const title = titleOf(data?.orderName ?? data?.merchantUid ?? impUid);
  useDocumentTitle(title);
  if (reading.isError && data === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFound}
        notFoundHelp={notFoundHelp}
        back={{ to: `/payments/${encodeURIComponent(impUid)}`, name: words.backToPayment }}
      />
    );
  }
  return (
    <div className="grid max-w-[760px] gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-1">
        <BackLink to={`/payments/${encodeURIComponent(impUid)}`}>{words.backToPayment}</BackLink>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="min-w-0 text-title font-bold tracking-[-0.02em] wrap-anywhere">
            {title}
          </h1>
          {data?.isTest === true && <TestTag />}
        </div>
      </div>
      {data === undefined ? <PartsSkeleton /> : children(data)}
    </div>
  );
}
