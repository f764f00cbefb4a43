import { formatMoney } from "@maru/domain";
import { Link, useLocation } from "react-router";
import { Banner } from "../../components/ui/banner.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { useFormMessages } from "./form-messages.ts";
import type { RefundPreview } from "./refund-ledger.tsx";
import { RuleSentence } from "./refund-rules.tsx";

interface RefundFaceProps {
  readonly face: "safe_mode" | "no_cap" | "open" | "rules";
  readonly preview: RefundPreview;
}

/** What stands where the form would: why nothing can be refunded from here now, and the way forward. */
export function RefundFace({ face, preview }: RefundFaceProps) {
  switch (face) {
    case "safe_mode":
      return <SafeMode preview={preview} />;
    case "no_cap":
      return <NoCap />;
    case "open":
      return <OpenRefund preview={preview} />;
    case "rules":
      return <RuledOut preview={preview} />;
  }
}

function SafeMode({ preview }: { readonly preview: RefundPreview }) {
  const words = useFormMessages().safeMode;
  return (
    <Banner tone="bad" announce="alert" title={words.title}>
      {preview.faults.map(({ fault }) => (
        <p key={fault}>{words.faults[fault]}</p>
      ))}
      <p>{words.help}</p>
    </Banner>
  );
}

function NoCap() {
  const words = useFormMessages().noCap;
  return (
    <Banner tone="wait" announce="status" title={words.title}>
      {words.help}
    </Banner>
  );
}

function OpenRefund({ preview }: { readonly preview: RefundPreview }) {
  const words = useFormMessages();
  const locale = useLocale();
  const { state } = useLocation();
  const { openRefund } = preview;
  if (openRefund === null) return null;
  return (
    <Banner
      tone="unsure"
      announce="status"
      title={words.openRefund(formatMoney(openRefund.amount, locale), openRefund.requestedBy.name)}
      action={
        <Link to={`?id=${openRefund.refundId}`} replace state={state} className={buttonClass()}>
          {words.toOpenRefund}
        </Link>
      }
    >
      {words.openRefundHelp}
    </Banner>
  );
}

function RuledOut({ preview }: { readonly preview: RefundPreview }) {
  const words = useFormMessages().rules;
  const against = preview.verdict.findings.filter(({ verdict }) => verdict === "impossible" || verdict === "ask_pg");
  const isImpossible = against.some(({ verdict }) => verdict === "impossible");
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{isImpossible ? words.impossibleTitle : words.askTitle}</h3>
      {against.map((finding) => (
        <Banner key={finding.rule} tone="bad">
          <RuleSentence finding={finding} />
        </Banner>
      ))}
    </section>
  );
}
