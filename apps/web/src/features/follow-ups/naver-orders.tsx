import {
  formatInstant,
  formatMoney,
  type Money,
  money,
  type NaverStep,
  naverClaimStatusNames,
  naverOrderStatusNames,
  naverStepNames,
  naverSteps,
  refundingNaverSteps,
  refuseNaverStep,
} from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Select } from "../../components/ui/select.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { NaverStepForm } from "./naver-step-form.tsx";
import { Part } from "./part.tsx";

export type ProductOrder = RouterOutputs["followUps"]["naverOrders"]["orders"][number];

/** The products of a Naver order and the steps that can be taken with those one has chosen. */
export function NaverOrders({ facts: { impUid, left }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.naver;
  const locale = useLocale();
  const mayRefund = useMay("refund:request");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState<NaverStep | "">("");
  const reading = useQuery(trpc.followUps.naverOrders.queryOptions({ impUid }, { staleTime: 0 }));
  const giving = useGiving(`naver-step ${impUid}`, trpcClient.followUps.naverStep.mutate, () => {
    void queryClient.invalidateQueries(trpc.followUps.pathFilter());
    void queryClient.invalidateQueries(trpc.payments.pathFilter());
  });
  if (reading.isPending) return <PartsSkeleton parts={1} />;
  if (reading.isError) return <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />;
  const { orders, isMasked } = reading.data;
  const picked = orders.filter(({ productOrderId }) => chosen.has(productOrderId));
  const possible = naverSteps.filter(
    (one) =>
      picked.length > 0 &&
      picked.every((order) => refuseNaverStep(one, order) === undefined) &&
      (mayRefund || !refundingNaverSteps.has(one)),
  );
  const taken = possible.find((one) => one === step);
  const toggle = (productOrderId: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(productOrderId);
    else next.delete(productOrderId);
    setChosen(next);
    if (giving.instruction !== undefined) giving.startOver();
  };
  const { result } = giving.instruction ?? {};
  return (
    <Part title={words.title} help={words.help}>
      {isMasked && <p className="text-small text-ink-3">{words.masked}</p>}
      <ul className="grid gap-2">
        {orders.map((order) => (
          <li key={order.productOrderId} className="rounded-md border border-line px-3 py-2">
            {mayWrite ? (
              <Checkbox
                label={<OrderName order={order} />}
                isSelected={chosen.has(order.productOrderId)}
                onChange={(isChosen) => toggle(order.productOrderId, isChosen)}
              />
            ) : (
              <OrderName order={order} />
            )}
            <OrderFacts order={order} className={mayWrite ? "pl-6" : undefined} />
          </li>
        ))}
      </ul>
      {mayWrite && (
        <>
          <p role="status" className="text-small text-ink-2">
            {picked.length === 0 ? words.chooseOrders : words.chosen(picked.length)}
          </p>
          {picked.length > 0 && possible.length === 0 && <p className="text-ink-2">{words.noStep}</p>}
          {possible.length > 0 && giving.instruction === undefined && (
            <Select
              label={words.step}
              value={taken ?? ""}
              options={[
                { value: "", label: words.chooseStep },
                ...possible.map((value) => ({ value, label: naverStepNames[value][locale] })),
              ]}
              onChange={setStep}
            />
          )}
          <GivenNote giving={giving} next={words.next}>
            <p>{words.reached(lengthOf(result?.reached))}</p>
            {lengthOf(result?.left) > 0 && <p>{words.left(lengthOf(result?.left))}</p>}
          </GivenNote>
          {taken !== undefined && giving.instruction === undefined && (
            <NaverStepForm
              key={taken}
              step={taken}
              count={picked.length}
              amount={wonBack(picked, left)}
              isPending={giving.isPending}
              onSubmit={(facts) =>
                giving.give({ impUid, productOrderIds: picked.map(({ productOrderId }) => productOrderId), ...facts })
              }
            />
          )}
        </>
      )}
      <p className="text-small text-ink-3">{words.unseen}</p>
      <Link
        to="/naver-reviews"
        className="justify-self-start text-accent underline decoration-dotted underline-offset-4"
      >
        {words.reviews}
      </Link>
    </Part>
  );
}

/** What goes back for these products: no more than is left of the payment, and all of that where Naver names no amount. */
function wonBack(picked: readonly ProductOrder[], left: Money): Money {
  if (picked.some(({ productAmount }) => productAmount === null)) return left;
  const sum = picked.reduce(
    (total, { productAmount, deliveryAmount }) => total + (productAmount?.amount ?? 0) + (deliveryAmount?.amount ?? 0),
    0,
  );
  return money(Math.min(sum, left.amount), left.currency);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function OrderName({ order }: { readonly order: ProductOrder }) {
  const locale = useLocale();
  const status = naverOrderStatusNames[order.status]?.[locale] ?? order.status;
  const claim =
    order.claimStatus === null ? null : (naverClaimStatusNames[order.claimStatus]?.[locale] ?? order.claimStatus);
  return (
    <span className="grid">
      <span className="font-semibold">{[order.productName, order.optionName].filter(Boolean).join(" · ")}</span>
      <span className="text-ink-2">{claim === null ? status : `${status} · ${claim}`}</span>
    </span>
  );
}

interface OrderFactsProps {
  readonly order: ProductOrder;
  readonly className: string | undefined;
}

function OrderFacts({ order, className }: OrderFactsProps) {
  const words = useAllMessages().followUps.naver;
  const locale = useLocale();
  const { productAmount, deliveryAmount, quantity, shippingDueAt, receiverName, receiverTel, address, postcode } =
    order;
  return (
    <div className={classNames("grid gap-0.5 text-small text-ink-3", className)}>
      <p className="flex flex-wrap gap-x-3 tabular-nums">
        <span className="font-id">{order.productOrderId}</span>
        <span>{words.quantity(quantity)}</span>
        {productAmount !== null && <span className="text-ink">{formatMoney(productAmount, locale)}</span>}
        {deliveryAmount !== null && deliveryAmount.amount > 0 && (
          <span>{words.delivery(formatMoney(deliveryAmount, locale))}</span>
        )}
        {shippingDueAt !== null && <span>{words.due(formatInstant(shippingDueAt, locale, "minute"))}</span>}
      </p>
      <p className="wrap-anywhere">
        {words.receiver([receiverName, receiverTel, address, postcode].filter(Boolean).join(" · "))}
      </p>
      {order.shippingMemo !== null && <p className="wrap-anywhere">{words.memo(order.shippingMemo)}</p>}
    </div>
  );
}
