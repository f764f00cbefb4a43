import {
  courierOfText,
  couriers,
  type EscrowField,
  type EscrowMode,
  type EscrowOrder,
  type EscrowParty,
  formatInstant,
  formatMoney,
  isInvoiceLike,
  isKstDate,
  missingEscrowFields,
  nameOf,
  parseKstText,
  plainInvoice,
} from "@maru/domain";
import { useState } from "react";
import type { Giving } from "../../components/instructions/use-giving.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { CourierField } from "./courier-field.tsx";

export type EscrowDetail = RouterOutputs["escrow"]["get"];
type DeliveryOrder = Omit<EscrowOrder, "instructionId">;
type Defaults = NonNullable<EscrowDetail["defaults"]>;

interface DeliveryFormProps {
  readonly detail: EscrowDetail;
  readonly defaults: Defaults;
  readonly mode: EscrowMode;
  readonly giving: Giving<EscrowOrder>;
}

const aheadSeconds = 24 * 60 * 60;

/** The form of a delivery, with the fields that its PG asks for. */
export function DeliveryForm({ detail, defaults, mode, giving }: DeliveryFormProps) {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const now = Math.floor(Date.now() / 1000);
  const [sender, setSender] = useState<EscrowParty>(defaults.sender);
  const [receiver, setReceiver] = useState<EscrowParty>(defaults.receiver);
  const [courierText, setCourierText] = useState(
    defaults.courier === null ? "" : nameOf(couriers, defaults.courier, locale),
  );
  const [invoiceText, setInvoiceText] = useState(defaults.invoice ?? "");
  const [sentAtText, setSentAtText] = useState(() => formatInstant(defaults.sentAt ?? now, locale, "minute"));
  const [receivingOn, setReceivingOn] = useState(defaults.receivingOn ?? "");
  const [dispatchAddress, setDispatchAddress] = useState(defaults.dispatchAddress ?? "");
  const [sendEmail, setSendEmail] = useState(defaults.sendEmail ?? true);
  const [isTried, setTried] = useState(false);

  const fields = detail.fields[mode];
  const has = (field: EscrowField) => fields.includes(field);
  const courier = courierOfText(courierText);
  const sentAt = parseKstText(sentAtText, now);
  const isSentAtBad = sentAt === undefined || sentAt > now + aheadSeconds;
  const order: DeliveryOrder = {
    impUid: detail.impUid,
    sender: trimmed(sender),
    receiver: trimmed(receiver),
    courier: courier ?? "",
    invoice: plainInvoice(invoiceText),
    sentAt: sentAt ?? 0,
    receivingOn: receivingOn.trim() === "" ? null : receivingOn.trim(),
    dispatchAddress: dispatchAddress.trim() === "" ? null : dispatchAddress.trim(),
    products: defaults.products.map((product) => ({ ...product })),
    sendEmail: has("sendEmail") ? sendEmail : null,
  };
  const missing = missingEscrowFields(detail.pgProvider, mode, order);
  const isDayBad = order.receivingOn !== null && !isKstDate(order.receivingOn);
  const isWhole =
    courier !== undefined && isInvoiceLike(invoiceText) && !isSentAtBad && !isDayBad && missing.length === 0;
  const errorOf = (field: EscrowField) => (isTried && missing.includes(field) ? words.required : undefined);

  const party = (name: "sender" | "receiver", value: EscrowParty, onChange: (party: EscrowParty) => void) => {
    const parts = (Object.keys(value) as (keyof EscrowParty)[]).filter((part) => has(`${name}.${part}`));
    if (parts.length === 0) return null;
    return (
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-small font-semibold text-ink-3">{words[name]}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {parts.map((part) => (
            <TextField
              key={part}
              label={words.fields[`${name}.${part}`]}
              error={errorOf(`${name}.${part}`)}
              value={value[part] ?? ""}
              autoComplete="off"
              maxLength={200}
              fieldClassName={part.startsWith("address") ? "sm:col-span-2" : undefined}
              onChange={(text) => onChange({ ...value, [part]: text === "" ? null : text })}
            />
          ))}
        </div>
      </fieldset>
    );
  };

  return (
    <Form
      noValidate
      className="grid gap-5"
      onSubmit={(form) => {
        setTried(true);
        if (isWhole) giving.give(order);
        else focusFirstProblem(form);
      }}
    >
      {detail.offers[mode] === "disagree" && <Banner tone="wait">{words.disagree}</Banner>}
      {detail.offers[mode] === "by_contract" && <Banner tone="info">{words.byContract}</Banner>}
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-small font-semibold text-ink-3">{words.parcel}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          <div className="grid content-start">
            <CourierField
              value={courierText}
              error={isTried && courier === undefined ? words.courierBad : undefined}
              onChange={setCourierText}
            />
          </div>
          <TextField
            label={words.fields.invoice}
            error={isTried && !isInvoiceLike(invoiceText) ? words.invoiceBad : undefined}
            value={invoiceText}
            autoComplete="off"
            maxLength={40}
            onChange={setInvoiceText}
          />
          <TextField
            label={words.fields.sentAt}
            hint={words.sentAtHint}
            error={isTried && isSentAtBad ? words.sentAtBad : undefined}
            value={sentAtText}
            autoComplete="off"
            onChange={setSentAtText}
          />
          {has("receivingOn") && (
            <TextField
              label={words.fields.receivingOn}
              error={isTried && isDayBad ? words.receivingOnBad : errorOf("receivingOn")}
              value={receivingOn}
              placeholder="2026-11-28"
              autoComplete="off"
              onChange={setReceivingOn}
            />
          )}
          {has("dispatchAddress") && (
            <TextField
              label={words.fields.dispatchAddress}
              error={errorOf("dispatchAddress")}
              value={dispatchAddress}
              autoComplete="off"
              maxLength={200}
              fieldClassName="sm:col-span-2"
              onChange={setDispatchAddress}
            />
          )}
        </div>
        {has("products") &&
          defaults.products.map((product) => (
            <p key={product.id} className="text-ink-2">
              {words.productsHelp(
                product.name,
                formatMoney({ amount: product.amount, currency: detail.currency }, locale),
              )}
            </p>
          ))}
        {has("sendEmail") && (
          <Checkbox
            label={words.fields.sendEmail}
            hint={words.sendEmailHint}
            isSelected={sendEmail}
            onChange={setSendEmail}
          />
        )}
      </fieldset>
      {party("sender", sender, setSender)}
      {party("receiver", receiver, setReceiver)}
      {fields.some((field) => field.includes(".")) && <p className="text-small text-ink-3">{words.memory}</p>}
      {giving.error !== null && <FailedNote error={giving.error} />}
      <Button type="submit" variant="primary" size="medium" className="justify-self-start" isPending={giving.isPending}>
        {mode === "register" ? words.registerButton : words.changeButton}
      </Button>
    </Form>
  );
}

function trimmed(party: EscrowParty): EscrowParty {
  const text = (value: string | null) => (value === null || value.trim() === "" ? null : value.trim());
  const { name, tel, postcode, address, addressLine1, addressLine2, relationship } = party;
  return {
    name: text(name),
    tel: text(tel),
    postcode: text(postcode),
    address: text(address),
    addressLine1: text(addressLine1),
    addressLine2: text(addressLine2),
    relationship: text(relationship),
  };
}
