import { paymentwallDelivery, paymentwallStatuses } from "@maru/domain";
import { useRef, useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { readKstInput, writeKstInput } from "../../lib/kst-input.ts";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";
import { wrongFields } from "./wrong-fields.ts";

const goodsFields = [
  "carrier",
  "trackingId",
  "firstName",
  "lastName",
  "phone",
  "country",
  "state",
  "city",
  "street",
  "zip",
] as const;
const usualDays = 5;

/** Tells Paymentwall how far a delivery is; without that it does not pay out goods. */
export function PaymentwallDelivery({ facts: { impUid, merchantUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.paymentwall;
  const form = useRef<HTMLFormElement>(null);
  const [type, setType] = useState<"physical" | "digital">("physical");
  const [status, setStatus] = useState<(typeof paymentwallStatuses)[number]>("order_shipped");
  const [arrival, setArrival] = useState(() => writeKstInput(Math.floor(Date.now() / 1000) + usualDays * 86_400));
  const [isRefundable, setRefundable] = useState(true);
  const [email, setEmail] = useState("");
  const [goods, setGoods] = useState<Readonly<Record<string, string>>>({ state: "N/A" });
  const [isTried, setTried] = useState(false);
  const giving = useGiving(`paymentwall-delivery ${impUid}`, trpcClient.followUps.reportDelivery.mutate);
  const read = paymentwallDelivery.safeParse({
    instructionId: "a-form-being-written",
    impUid,
    merchantUid,
    type,
    status,
    estimatedDeliveryAt: readKstInput(arrival),
    isRefundable,
    email,
    ...(type === "physical" && Object.fromEntries(goodsFields.map((name) => [name, goods[name] ?? ""]))),
  });
  const wrong = isTried && !read.success ? wrongFields(read.error) : null;
  const submit = () => {
    setTried(true);
    if (!read.success) return focusFirstProblem(form.current);
    const { instructionId: _, ...order } = read.data;
    giving.give(order);
  };
  return (
    <Part title={words.title} help={words.help}>
      <GivenNote giving={giving} next={words.next} />
      {mayWrite && giving.instruction === undefined && (
        <Form ref={form} noValidate className="grid gap-3" onSubmit={submit}>
          <Choice
            label={words.type}
            isWide
            value={type}
            options={(["physical", "digital"] as const).map((value) => ({ value, label: words.types[value] }))}
            onChange={setType}
          />
          <Select
            label={words.status}
            value={status}
            options={paymentwallStatuses.map((value) => ({ value, label: words.statuses[value] }))}
            onChange={setStatus}
          />
          <TextField
            label={words.estimatedDeliveryAt}
            type="datetime-local"
            value={arrival}
            error={wrong?.has("estimatedDeliveryAt") ? words.arrivalWrong : undefined}
            onChange={setArrival}
          />
          <TextField
            label={words.email}
            type="email"
            autoComplete="off"
            value={email}
            maxLength={50}
            error={wrong?.has("email") ? words.emailWrong : undefined}
            onChange={setEmail}
          />
          {type === "physical" && (
            <div className="grid gap-3 min-[400px]:grid-cols-2">
              {goodsFields.map((name) => (
                <TextField
                  key={name}
                  label={words[name]}
                  autoComplete="off"
                  maxLength={name === "carrier" || name === "trackingId" ? 64 : 40}
                  value={goods[name] ?? ""}
                  error={wrong?.has(name) ? words.needed : undefined}
                  onChange={(value) => setGoods({ ...goods, [name]: value })}
                />
              ))}
            </div>
          )}
          <Checkbox label={words.isRefundable} isSelected={isRefundable} onChange={setRefundable} />
          <Button
            type="submit"
            variant="primary"
            size="medium"
            className="justify-self-start"
            isPending={giving.isPending}
          >
            {words.go}
          </Button>
        </Form>
      )}
    </Part>
  );
}
