import type { RefundFinding, RefundVerdictKind } from "@maru/domain";
import { SourceLink } from "../../components/source-link.tsx";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useFormMessages } from "./form-messages.ts";

const tones: Record<RefundVerdictKind, BannerTone> = {
  allowed: "info",
  warned: "wait",
  ask_pg: "bad",
  impossible: "bad",
};

/** What the rules say of this payment and amount, each with the page it comes from; warnings first. */
export function RefundRules({ findings }: { readonly findings: readonly RefundFinding[] }) {
  const words = useFormMessages().rules;
  const loud = findings.filter(({ verdict }) => verdict !== "allowed");
  const quiet = findings.filter(({ verdict }) => verdict === "allowed");
  if (findings.length === 0) return null;
  return (
    <section aria-label={words.label} className="grid gap-2">
      {loud.map((finding) => (
        <Banner key={finding.rule} tone={tones[finding.verdict]}>
          <RuleSentence finding={finding} />
        </Banner>
      ))}
      {quiet.length > 0 && (
        <details className="text-small text-ink-2">
          <summary className="w-fit rounded-sm py-0.5 text-ink-3 hover:text-ink">{words.quiet(quiet.length)}</summary>
          <ul className="mt-1 grid gap-2">
            {quiet.map((finding) => (
              <li key={finding.rule}>
                <RuleSentence finding={finding} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** One rule in whole sentences, and where it is written. */
export function RuleSentence({ finding }: { readonly finding: RefundFinding }) {
  const words = useFormMessages().rules;
  const locale = useLocale();
  const { sentence, source, disagreesWith } = finding;
  return (
    <>
      <p className="text-ink">{sentence[locale]}</p>
      <p className="mt-0.5 text-small">
        <SourceLink isQuiet url={source.url}>
          {words.source(source.title, source.checkedOn)}
        </SourceLink>
      </p>
      {disagreesWith !== null && (
        <p className="text-small">
          <SourceLink isQuiet url={disagreesWith.url}>
            {words.disagrees(disagreesWith.title)}
          </SourceLink>
        </p>
      )}
    </>
  );
}
