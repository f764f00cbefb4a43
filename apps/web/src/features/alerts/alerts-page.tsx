import { type AlertRule, alertRuleNames, alertRules, alertSentence } from "@maru/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { FilterSelect, useAddressFilter } from "../../components/address-filter.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { AlertHead } from "./alert-head.tsx";
import { SendLine } from "./send-line.tsx";

type Alert = RouterOutputs["alerts"]["list"]["items"][number];

const pageSize = 50;

/** What the rules have found, newest first, and whom it reached. */
export function Component() {
  const words = useAllMessages().alerts;
  const locale = useLocale();
  const mayRead = useMay("alert:read");
  const filter = useAddressFilter("rule", alertRules);
  const rule = filter.value;
  const log = useInfiniteQuery(
    trpc.alerts.list.infiniteQueryOptions(
      { ...(rule === undefined ? {} : { rule }), limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="alert:read" />;
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4 py-4">
      <AlertHead title={words.title} help={words.help} />
      <div className="px-3 md:px-5">
        <FilterSelect
          label={words.rule}
          filter={filter}
          anyLabel={words.anyRule}
          options={alertRules.map((value) => ({ value, label: alertRuleNames[value][locale] }))}
          className="w-56"
        />
      </div>
      <ListFaces list={log} isEmpty={items.length === 0}>
        <Face
          title={rule === undefined ? words.emptyTitle : words.noMatchTitle}
          actions={
            <Link to="/alerts/settings" className={buttonClass()}>
              {words.toSettings}
            </Link>
          }
        >
          <p>{words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && (
        <ul aria-labelledby="alerts-title" className="grid border-line border-t">
          {items.map((alert) => (
            <AlertItem key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}

function AlertItem({ alert }: { readonly alert: Alert }) {
  const words = useAllMessages().alerts;
  const locale = useLocale();
  const path = pathOf(alert);
  return (
    <li className="grid gap-1 border-line border-b px-3 py-2.5 md:px-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{alertRuleNames[alert.rule][locale]}</span>
        <span className="text-ink-3">
          <DateTime at={Math.floor(alert.raisedAtMs / 1000)} format="second" />
        </span>
        {path !== null && (
          <Link to={path} className="text-accent underline-offset-2 hover:underline">
            {words.look}
          </Link>
        )}
      </div>
      <p className="text-ink-2">{alertSentence(alert.rule, alert.facts, locale)}</p>
      {alert.sends.length > 0 ? (
        <ul className="grid gap-0.5 text-small">
          {alert.sends.map((send) => (
            <SendLine key={send.id} send={send} isNamed />
          ))}
        </ul>
      ) : (
        <p className="text-small text-ink-3">{alert.isMuted ? words.wasMuted : words.nowhere}</p>
      )}
    </li>
  );
}

const pagesOfRules: Record<AlertRule, string> = {
  refund_spike: "/payments?status=cancelled,partially_cancelled",
  refund_unresolved: "/refunds?show=checking",
  failure_rate: "/payments?status=failed",
  webhook_missing: "/webhooks/missing",
  webhook_silence: "/webhooks",
  channel_changed: "/settings/channels",
  drift: "/payments",
};

/** Where one looks at what the alert tells of. */
function pathOf({ rule, facts }: Alert): string | null {
  const { refundId, impUids } = facts;
  if (rule === "refund_unresolved" && typeof refundId === "string") return `/refunds/${encodeURIComponent(refundId)}`;
  if (rule === "drift" && typeof impUids === "object" && impUids[0] !== undefined) {
    return `/payments/${encodeURIComponent(impUids[0])}`;
  }
  return pagesOfRules[rule];
}
