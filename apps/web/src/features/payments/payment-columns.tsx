import type { PaymentListItem } from "@maru/domain";
import type { ColumnSort, DataColumn } from "../../components/data-table/data-table.tsx";
import { type AppMessages, type Locale, useMessages } from "../../lib/i18n.tsx";
import {
  AmountAndTimeCell,
  AmountCell,
  BuyerCell,
  ChannelCell,
  IdCell,
  MethodCell,
  OrderCell,
  StatusCell,
  TimeCell,
  WhoAndStateCell,
} from "./payment-cells.tsx";

type Words = AppMessages["payments"];

const byTime = { ascending: "time", descending: "-time" };
const byAmount = { ascending: "amount", descending: "-amount" };

/** The columns of the list; the header of the time says which time it is. */
export function paymentColumns(
  words: Words,
  basis: "status" | "requested",
  locale: Locale,
): DataColumn<PaymentListItem>[] {
  const time = basis === "status" ? words.columns.statusTime : words.columns.requestedTime;
  return [
    {
      id: "status",
      header: words.columns.status,
      cell: (payment) => <StatusCell payment={payment} />,
      // English says the longest states in more room.
      look: { term: "status", className: locale === "ko" ? "w-[138px]" : "w-[162px]" },
    },
    {
      id: "time",
      header: (
        <>
          {time} <Zone />
        </>
      ),
      cell: (payment) => <TimeCell payment={payment} />,
      look: {
        term: basis === "status" ? "statusTime" : "requestedAt",
        className: `${locale === "ko" ? "w-[122px]" : "w-[128px]"} text-ink-2`,
        sorts: [{ label: time, ...byTime }],
      },
    },
    {
      id: "buyer",
      header: words.columns.buyer,
      cell: (payment) => <BuyerCell payment={payment} />,
      look: { term: "buyer", className: "w-[92px] @min-[940px]/table:w-[168px] @min-[1400px]/table:w-[13%]" },
    },
    {
      id: "order",
      header: words.columns.order,
      cell: (payment) => <OrderCell payment={payment} />,
      look: { term: "orderName", className: "in-data-overflowing:overflow-visible" },
    },
    {
      id: "method",
      header: words.columns.method,
      cell: (payment) => <MethodCell payment={payment} />,
      look: { term: "method", className: "w-[150px] @min-[1400px]/table:w-[14%] @max-[940px]/table:hidden" },
    },
    {
      id: "channel",
      header: words.columns.channel,
      cell: (payment) => <ChannelCell payment={payment} />,
      look: {
        term: "channel",
        // English names PGs in less room, which what was ordered can use.
        className: `${locale === "ko" ? "w-[176px]" : "w-[160px]"} @min-[1400px]/table:w-[16%] @max-[1120px]/table:hidden`,
      },
    },
    {
      id: "amount",
      header: words.columns.amount,
      cell: (payment) => <AmountCell payment={payment} />,
      look: {
        term: "amount",
        isAtEnd: true,
        className: "w-[136px] @min-[1120px]/table:w-[164px]",
        sorts: [{ label: words.columns.amount, ...byAmount }],
      },
    },
    {
      id: "merchantUid",
      header: words.columns.merchantUid,
      cell: (payment) => <IdCell payment={payment} />,
      look: { term: "merchantUid", className: "w-[178px]" },
    },
  ];
}

/** The same list on a phone: two columns of two lines. */
export function phoneColumns(words: Words): DataColumn<PaymentListItem>[] {
  const sorts: ColumnSort[] = [
    { label: words.columns.amount, ...byAmount },
    { label: words.columns.time, ...byTime },
  ];
  return [
    {
      id: "who",
      header: words.columns.buyer,
      cell: (payment) => <WhoAndStateCell payment={payment} />,
    },
    {
      id: "amountAndTime",
      header: words.columns.amountAndTime,
      cell: (payment) => <AmountAndTimeCell payment={payment} />,
      look: { isAtEnd: true, className: "w-[172px]", sorts },
    },
  ];
}

/** The list names its time zone once, where its times are named. */
function Zone() {
  return <span className="font-normal">{useMessages().payments.zone}</span>;
}
