import { type FindingWeight, type JudgedRule, type ListFinding, type RuleFinding, weightOf } from "@maru/domain";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";

type Words = ReturnType<typeof useAllMessages>["settings"];

const tones: Record<FindingWeight, string> = {
  error: "text-bad",
  question: "text-wait",
  warning: "text-wait",
  note: "text-ink-3",
};

interface RuleNotesProps {
  readonly judged: JudgedRule;
  readonly onUse?: ((cidr: string) => void) | undefined;
  /** Whether the person says that a doubtful line is meant; absent where nothing is kept. */
  readonly acceptance?: { readonly isAccepted: boolean; readonly onChange: (is: boolean) => void } | undefined;
}

/** What there is to say about one line, the gravest first. */
export function RuleNotes({ judged, onUse, acceptance }: RuleNotesProps) {
  const words = useAllMessages().settings;
  const locale = useLocale();
  const { findings, rule } = judged;
  const lost = findings.find((finding) => finding.code === "digit_lost");
  const isAsked = findings.some((finding) => weightOf(finding) === "question");
  const hasOtherForm = lost === undefined && rule?.hasHostBits === true;
  if (findings.length === 0) return null;
  return (
    <div className="grid gap-1">
      <ul className="grid gap-0.5 text-small">
        {findings.map((finding) => (
          <li key={finding.code} className={classNames("flex items-baseline gap-1.5", tones[weightOf(finding)])}>
            <WeightMark weight={weightOf(finding)} />
            <span>{sayFinding(words, finding, judged, locale)}</span>
          </li>
        ))}
      </ul>
      {onUse !== undefined && (lost !== undefined || hasOtherForm) && (
        <Button className="justify-self-start" onClick={() => onUse(lost?.meant ?? rule?.canonical ?? "")}>
          {words.editor.use(lost?.meant ?? rule?.canonical ?? "")}
        </Button>
      )}
      {acceptance !== undefined && isAsked && (
        <Checkbox label={words.editor.accept} isSelected={acceptance.isAccepted} onChange={acceptance.onChange} />
      )}
    </div>
  );
}

/** A word's weight as a shape, so that colour is never alone. */
function WeightMark({ weight }: { readonly weight: FindingWeight }) {
  return (
    <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 shrink-0 translate-y-px" fill="currentColor">
      {weight === "error" && <path d="m5 0 5 5-5 5-5-5z" />}
      {(weight === "question" || weight === "warning") && <path d="m5 .8 4.8 8.4H.2z" />}
      {weight === "note" && <circle cx="5" cy="5" r="2.4" />}
    </svg>
  );
}

/** The list's own findings, in whole sentences. */
export function ListNotes({ findings }: { readonly findings: readonly ListFinding[] }) {
  const words = useAllMessages().settings.listFindings;
  if (findings.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-small">
      {findings.map((finding) => {
        const weight = finding.code === "missing" || finding.code === "nobody" ? "error" : "warning";
        return (
          <li key={JSON.stringify(finding)} className={classNames("flex items-baseline gap-1.5", tones[weight])}>
            <WeightMark weight={weight} />
            <span>{sayListFinding(words, finding)}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function sayCount(size: bigint, locale: string): string {
  return size.toLocaleString(locale === "ko" ? "ko-KR" : "en-US");
}

function sayFinding(words: Words, finding: RuleFinding, { rule }: JudgedRule, locale: string): string {
  const size = sayCount(rule?.size ?? 0n, locale);
  const canonical = rule?.canonical ?? "";
  switch (finding.code) {
    case "unreadable":
      return words.unreadable[finding.reason];
    case "ipv6_undocumented":
    case "everybody":
      return words.findings[finding.code];
    case "digit_lost":
      return words.findings.digit_lost(size, finding.meant);
    case "very_wide":
    case "wide":
      return words.findings[finding.code](size);
    case "never_seen":
      return words.findings.never_seen(words.specials[finding.special]);
    case "host_bits":
    case "bare":
      return words.findings[finding.code](canonical);
  }
}

function sayListFinding(words: Words["listFindings"], finding: ListFinding): string {
  switch (finding.code) {
    case "duplicate":
      return words.duplicate(finding.line + 1, finding.of + 1);
    case "contained":
      return words.contained(finding.line + 1, finding.within + 1);
    case "mergeable":
      return words.mergeable(finding.lines[0] + 1, finding.lines[1] + 1, finding.as);
    case "missing":
      return words.missing(finding.address, finding.what);
    case "nobody":
      return words.nobody;
  }
}
