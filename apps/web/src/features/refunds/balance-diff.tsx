import type { Money } from "@maru/domain";
import { Money as MoneyText } from "../../components/money.tsx";
import { useFormMessages } from "./form-messages.ts";

/** The balance one saw beside the balance there is. */
export function BalanceDiff({ before, now }: { readonly before: Money; readonly now: Money }) {
  const words = useFormMessages().balanceMoved;
  return (
    <dl className="mt-1.5 grid w-fit grid-cols-[auto_auto] gap-x-4 text-ink tabular-nums">
      <dt>{words.seen}</dt>
      <dd className="text-right">
        <del>
          <MoneyText value={before} />
        </del>
      </dd>
      <dt className="font-semibold">{words.now}</dt>
      <dd className="text-right font-semibold">
        <MoneyText value={now} />
      </dd>
    </dl>
  );
}
