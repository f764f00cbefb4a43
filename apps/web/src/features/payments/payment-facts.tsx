import {
  banks,
  type CardFacts,
  type CodeAndName,
  type CodeTable,
  cards,
  type Locale,
  nameOf,
  type Payment,
  payMethods,
  pgProviders,
} from "@maru/domain";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useDetailMessages } from "./detail-messages.ts";
import { Fact, FactGroup, OutsideLink } from "./facts.tsx";

interface PaymentProps {
  readonly payment: Payment;
}

const columns = "gap-10 @min-[620px]/payment:columns-2";

/** Every fact upstream gave of a payment, grouped by what it is about. Groups that cannot apply are left out. */
export function PaymentFacts({ payment }: PaymentProps) {
  return (
    <div className={columns}>
      <OrderFacts payment={payment} />
      <BuyerFacts payment={payment} />
      <MethodFacts payment={payment} />
      <ChannelFacts payment={payment} />
      <TimeFacts payment={payment} />
      <OtherFacts payment={payment} />
    </div>
  );
}

function OrderFacts({ payment }: PaymentProps) {
  const { groups, facts } = useDetailMessages();
  return (
    <FactGroup title={groups.order}>
      <Fact label={facts.orderName} term="orderName" value={payment.orderName} />
      <Fact label={facts.merchantUid} term="merchantUid" value={payment.merchantUid} copies={payment.merchantUid} />
      <Fact label={facts.impUid} term="impUid" value={payment.impUid} copies={payment.impUid} />
      <Fact label={facts.amount} term="amount" value={<Money value={payment.amount} />} />
      <Fact label={facts.currency} term="currency" value={payment.amount.currency} />
      {payment.cancelReason !== null && (
        <Fact label={facts.cancelReason} term="cancelReason" value={payment.cancelReason} />
      )}
      {payment.failReason !== null && <Fact label={facts.failReason} term="failReason" value={payment.failReason} />}
      <Fact label={facts.wireStatus} term="wireStatus" value={payment.wireStatus} />
    </FactGroup>
  );
}

function BuyerFacts({ payment: { buyer } }: PaymentProps) {
  const { groups, facts } = useDetailMessages();
  const { address, postcode } = buyer;
  return (
    <FactGroup title={groups.buyer}>
      <Fact label={facts.name} term="buyer" value={buyer.name} />
      <Fact label={facts.tel} value={buyer.tel} copies={buyer.tel} />
      <Fact label={facts.email} value={buyer.email} copies={buyer.email} />
      <Fact label={facts.address} value={address} />
      {postcode !== null && <Fact label={facts.postcode} value={postcode} />}
    </FactGroup>
  );
}

function MethodFacts({ payment }: PaymentProps) {
  const { groups, facts, ...words } = useDetailMessages();
  const locale = useLocale();
  const { card, bank, virtualAccount } = payment;
  return (
    <FactGroup title={groups.method}>
      <Fact
        label={facts.method}
        term="method"
        value={payment.method === null ? null : nameOf(payMethods, payment.method, locale)}
      />
      {payment.easyPayProvider !== null && (
        <Fact label={facts.easyPay} term="easyPay" value={nameOf(pgProviders, payment.easyPayProvider, locale)} />
      )}
      {card !== null && <CardRows card={card} />}
      {bank !== null && <Fact label={facts.bank} value={institution(banks, bank, locale)} />}
      {virtualAccount !== null && (
        <>
          <Fact label={facts.bank} value={institution(banks, virtualAccount.bank, locale)} />
          <Fact
            label={facts.accountNumber}
            term="virtualAccount"
            value={virtualAccount.number}
            copies={virtualAccount.number}
          />
          <Fact label={facts.holder} term="holder" value={virtualAccount.holder} />
          <Fact
            label={facts.dueAt}
            term="dueAt"
            value={
              <>
                <DateTime at={virtualAccount.dueAt} />
                {payment.status === "ready" &&
                  virtualAccount.dueAt !== null &&
                  virtualAccount.dueAt * 1000 < Date.now() && <span className="text-bad"> {facts.expired}</span>}
              </>
            }
          />
          <Fact label={facts.issuedAt} value={<DateTime at={virtualAccount.issuedAt} />} />
          {virtualAccount.number !== null && (
            <Fact
              label={facts.accountWork}
              value={
                <Link
                  to={`/virtual-accounts/${encodeURIComponent(payment.impUid)}`}
                  className="text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
                >
                  {facts.openAccount}
                </Link>
              }
            />
          )}
        </>
      )}
      <Fact label={facts.escrow} term="escrow" value={payment.isEscrow ? words.yes : words.no} />
      <Fact
        label={facts.cashReceipt}
        term="cashReceipt"
        value={payment.isCashReceiptIssued ? words.cashReceiptIssued : words.cashReceiptUnknown}
      />
      {payment.salesSlipUrl !== null && (
        <Fact
          label={facts.salesSlip}
          term="salesSlip"
          value={<OutsideLink href={payment.salesSlipUrl}>{facts.salesSlip}</OutsideLink>}
        />
      )}
    </FactGroup>
  );
}

function CardRows({ card }: { readonly card: CardFacts }) {
  const { facts, ...words } = useDetailMessages();
  const locale = useLocale();
  const { quota, type } = card;
  return (
    <>
      <Fact label={facts.issuer} term="issuer" value={institution(cards, card.issuer, locale)} />
      <Fact label={facts.acquirer} term="acquirer" value={institution(cards, card.acquirer, locale)} />
      {(card.publisher.code !== null || card.publisher.name !== null) && (
        <Fact label={facts.publisher} term="publisher" value={institution(cards, card.publisher, locale)} />
      )}
      <Fact label={facts.cardNumber} term="cardBin" value={card.number} copies={card.number} />
      <Fact
        label={facts.quota}
        term="quota"
        value={quota === null ? null : quota === 0 ? words.lumpSum : words.months(quota)}
      />
      <Fact label={facts.cardType} term="cardType" value={type === null ? null : words.cardTypes[type]} />
      <Fact
        label={facts.approvalNumber}
        term="approvalNumber"
        value={card.approvalNumber}
        copies={card.approvalNumber}
      />
    </>
  );
}

function ChannelFacts({ payment }: PaymentProps) {
  const { groups, facts, ...words } = useDetailMessages();
  const locale = useLocale();
  return (
    <FactGroup title={groups.channel}>
      <Fact
        label={facts.pgProvider}
        term="pg"
        value={payment.pgProvider === null ? null : nameOf(pgProviders, payment.pgProvider, locale)}
      />
      <Fact label={facts.mid} term="mid" value={payment.mid} copies={payment.mid} />
      <Fact label={facts.pgTid} term="pgTid" value={payment.pgTid} copies={payment.pgTid} />
      <Fact label={facts.mode} term="mode" value={payment.isTestChannel ? <TestTag /> : words.live} />
    </FactGroup>
  );
}

function TimeFacts({ payment }: PaymentProps) {
  const { groups, facts } = useDetailMessages();
  return (
    <FactGroup title={groups.times}>
      <Fact label={facts.startedAt} term="requestedAt" value={<DateTime at={payment.startedAt} format="second" />} />
      <Fact label={facts.paidAt} term="paidAt" value={<DateTime at={payment.paidAt} format="second" />} />
      {payment.failedAt !== null && (
        <Fact label={facts.failedAt} term="failedAt" value={<DateTime at={payment.failedAt} format="second" />} />
      )}
      {payment.cancelledAt !== null && (
        <Fact
          label={facts.cancelledAt}
          term="cancelledAt"
          value={<DateTime at={payment.cancelledAt} format="second" />}
        />
      )}
    </FactGroup>
  );
}

/** Billing, promotion, the shop's own data, the device: shown when there is any. */
function OtherFacts({ payment }: PaymentProps) {
  const { groups, facts, ...words } = useDetailMessages();
  const { customerUid, billingUsage, promotion, customData, device, userAgent } = payment;
  return (
    <>
      {(customerUid !== null || billingUsage !== null) && (
        <FactGroup title={groups.billing}>
          <Fact label={facts.customerUid} term="customerUid" value={customerUid} copies={customerUid} />
          <Fact
            label={facts.billingUsage}
            term="billing"
            value={billingUsage === null ? null : (words.billingUsages[billingUsage] ?? billingUsage)}
          />
        </FactGroup>
      )}
      {promotion !== null && (
        <FactGroup title={groups.promotion}>
          <Fact label={facts.promotionId} term="promotion" value={promotion.id} copies={promotion.id} />
          <Fact
            label={facts.discount}
            term="promotion"
            value={promotion.discount === null ? null : <Money value={promotion.discount} />}
          />
        </FactGroup>
      )}
      {customData !== null && (
        <div className="mb-6 break-inside-avoid">
          <h3 className="mb-1 text-small font-semibold text-ink-3">{groups.customData}</h3>
          <pre className="max-h-60 overflow-auto rounded-md border border-line bg-surface p-2.5 font-id whitespace-pre-wrap">
            {readable(customData)}
          </pre>
        </div>
      )}
      <FactGroup title={groups.device}>
        <Fact label={facts.device} term="device" value={device === null ? null : (words.devices[device] ?? device)} />
        <Fact
          label={facts.userAgent}
          term="userAgent"
          value={userAgent === null ? null : <span className="text-small">{userAgent}</span>}
        />
      </FactGroup>
    </>
  );
}

/** An institution by our name for its code; what upstream called it where we know no code. */
function institution(table: CodeTable, { code, name }: CodeAndName, locale: Locale): string | null {
  if (code === null) return name;
  const known = nameOf(table, code, locale);
  return known === code ? (name ?? code) : known;
}

function readable(customData: string): string {
  try {
    return JSON.stringify(JSON.parse(customData), null, 2);
  } catch {
    return customData;
  }
}

const placeholderGroups = [6, 4, 7, 4];

/** The facts' place while they load. */
export function PaymentFactsSkeleton() {
  const words = useDetailMessages();
  return (
    <div className={columns} aria-busy>
      <span className="sr-only">{words.loading}</span>
      {placeholderGroups.map((lines, group) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <div key={group} className="mb-6 break-inside-avoid">
          <Skeleton className="mb-2 w-16" />
          {Array.from({ length: lines }, (_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            <div key={line} className="flex h-7 items-center gap-8">
              <Skeleton className="w-20" />
              <Skeleton className="w-40" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
