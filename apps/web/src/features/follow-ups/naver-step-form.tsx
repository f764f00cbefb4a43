import {
  formatMoney,
  type Money,
  type NaverStep,
  type NaverStepOrder,
  naverCancelReasons,
  naverCouriers,
  naverDeliveryMethods,
  naverReturnMethods,
  naverReturnReasons,
  naverStepNames,
  naverStepOrder,
  naverWithholdReasons,
  refundingNaverSteps,
} from "@maru/domain";
import { useRef, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { readKstInput, writeKstInput } from "../../lib/kst-input.ts";

type Facts<Order = NaverStepOrder> = Order extends NaverStepOrder
  ? Omit<Order, "instructionId" | "impUid" | "productOrderIds">
  : never;

interface NaverStepFormProps {
  readonly step: NaverStep;
  readonly count: number;
  /** What goes back where the step gives money back. */
  readonly amount: Money;
  readonly isPending: boolean;
  readonly onSubmit: (facts: Facts) => void;
}

type Names = Readonly<Record<string, { readonly ko: string; readonly en: string }>>;

/** The fields of each step. */
const reasons: Partial<Record<NaverStep, Names>> = {
  cancel: naverCancelReasons,
  "request-return": naverReturnReasons,
  "withhold-return": naverWithholdReasons,
};
const methods: Partial<Record<NaverStep, Names>> = {
  ship: naverDeliveryMethods,
  "ship-exchanged": naverDeliveryMethods,
  "request-return": naverReturnMethods,
};
const needsMemo: ReadonlySet<NaverStep> = new Set(["reject-return", "withhold-return"]);
const hasMemo: ReadonlySet<NaverStep> = new Set(["approve-return", "reject-return", "withhold-return"]);

const firstOf = (names: Names | undefined) => Object.keys(names ?? {})[0] ?? "";

/** What one step needs to be told; a step that gives money back asks once more. */
export function NaverStepForm({ step, count, amount, isPending, onSubmit }: NaverStepFormProps) {
  const words = useAllMessages().followUps.naver;
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState(() => firstOf(reasons[step]));
  const [method, setMethod] = useState(() => firstOf(methods[step]));
  const [courier, setCourier] = useState("CJGLS");
  const [trackingNumber, setTrackingNumber] = useState("");
  const [dispatchedAt, setDispatchedAt] = useState(() => writeKstInput(Math.floor(Date.now() / 1000)));
  const [memo, setMemo] = useState("");
  const [extraCharge, setExtraCharge] = useState("0");
  const [isTried, setTried] = useState(false);
  const [asked, setAsked] = useState<Facts | null>(null);
  const isByParcel = method === "DELIVERY" || method === "RETURN_DELIVERY";
  const isTrackingWrong = !/^[A-Za-z0-9-]{4,40}$/.test(trackingNumber.trim());
  const isMemoMissing = needsMemo.has(step) && memo.trim() === "";
  const isChargeWrong = !/^\d{1,8}$/.test(extraCharge.trim());

  const read = (): Facts | null => {
    const parcel = isByParcel ? { method, courier, trackingNumber: trackingNumber.trim() } : { method };
    const facts = {
      step,
      ...(methods[step] !== undefined && { parcel }),
      ...(step === "ship" && { dispatchedAt: readKstInput(dispatchedAt) }),
      ...(reasons[step] !== undefined && { reason }),
      ...(hasMemo.has(step) && { memo: memo.trim() === "" ? null : memo.trim() }),
      ...(step === "withhold-return" && { extraCharge: Number(extraCharge) }),
    };
    // The schema that the server uses decides; names of the order are filled in by whoever sends it.
    const named = naverStepOrder.safeParse({
      ...facts,
      instructionId: "a-form-being-written",
      impUid: "-",
      productOrderIds: ["-"],
    });
    if (!named.success) return null;
    const { instructionId: _, impUid: __, productOrderIds: ___, ...rest } = named.data;
    return rest as Facts;
  };
  const submit = () => {
    setTried(true);
    const facts = read();
    if (facts === null) return focusFirstProblem(form.current);
    if (refundingNaverSteps.has(step)) setAsked(facts);
    else onSubmit(facts);
  };
  const options = (names: Names) => Object.entries(names).map(([value, name]) => ({ value, label: name[locale] }));
  const money = formatMoney(amount, locale);
  const label = words.submit(naverStepNames[step][locale], count);
  return (
    <Form ref={form} noValidate className="grid gap-3" onSubmit={submit}>
      {methods[step] !== undefined && (
        <Select label={words.method} value={method} options={options(methods[step])} onChange={setMethod} />
      )}
      {methods[step] !== undefined && isByParcel && (
        <div className="grid gap-3 min-[400px]:grid-cols-2">
          <Select label={words.courier} value={courier} options={options(naverCouriers)} onChange={setCourier} />
          <TextField
            label={words.tracking}
            hint={words.trackingHint}
            inputMode="numeric"
            autoComplete="off"
            value={trackingNumber}
            error={isTried && isTrackingWrong ? words.trackingWrong : undefined}
            onChange={setTrackingNumber}
          />
        </div>
      )}
      {step === "ship" && (
        <TextField label={words.dispatchedAt} type="datetime-local" value={dispatchedAt} onChange={setDispatchedAt} />
      )}
      {reasons[step] !== undefined && (
        <Select label={words.reason} value={reason} options={options(reasons[step])} onChange={setReason} />
      )}
      {step === "withhold-return" && (
        <TextField
          label={words.extraCharge}
          inputMode="numeric"
          value={extraCharge}
          error={isTried && isChargeWrong ? words.extraChargeWrong : undefined}
          onChange={setExtraCharge}
        />
      )}
      {hasMemo.has(step) && (
        <TextField
          label={needsMemo.has(step) ? words.memoToBuyer : words.memoOptional}
          value={memo}
          maxLength={200}
          error={isTried && isMemoMissing ? words.memoNeeded : undefined}
          onChange={setMemo}
        />
      )}
      <Button type="submit" variant="primary" size="medium" className="justify-self-start" isPending={isPending}>
        {label}
      </Button>
      <SureDialog
        title={words.refundTitle}
        go={words.refundGo(money)}
        keep={words.back}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onSure={() => asked !== null && onSubmit(asked)}
      >
        {words.refundHelp(money)}
      </SureDialog>
    </Form>
  );
}
