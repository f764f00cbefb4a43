import { type LaunchVerdict, launchBoxRule } from "@maru/domain";
import { useRef, useState } from "react";
import { DateTime } from "../../../components/date-time.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../../components/status-badge.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";
import { useMay } from "../../../lib/session.tsx";
import type { RouterOutputs } from "../../../lib/trpc.ts";
import { LaunchAnswerForm } from "./launch-answer-form.tsx";
import { IssuerTable, UnopenedChannels } from "./launch-details.tsx";
import { ProofLink } from "./proof-link.tsx";

type Checklist = RouterOutputs["launchChecklist"]["get"];
type Box = Checklist["boxes"][number];

const looks: Record<LaunchVerdict | "answered", { readonly tone: StateTone; readonly shape: StateShape }> = {
  proved: { tone: "ok", shape: "disc" },
  disproved: { tone: "bad", shape: "diamond" },
  unseen: { tone: "wait", shape: "ring" },
  person: { tone: "part", shape: "dotted" },
  answered: { tone: "ok", shape: "half" },
};

/** One item: its verdict, the records behind it, what is left to do, and what a person said. */
export function LaunchBox({ box, checklist }: { readonly box: Box; readonly checklist: Checklist }) {
  const words = useAllMessages().launchChecklist;
  const mayAttest = useMay("checklist:attest");
  const [isAnswering, setAnswering] = useState(false);
  const isBack = useRef(false);
  const title = words.boxes[box.id];
  const titleId = `launch-box-${box.id}`;
  const standing = box.verdict === "person" && box.isSettled ? "answered" : box.verdict;
  // Where records decide, a word changes nothing; one that was written before can still be taken back.
  const isAsked = box.verdict === "unseen" || box.verdict === "person" || box.said !== null;
  const close = () => {
    isBack.current = true;
    setAnswering(false);
  };
  /** The button is gone while the form stands in its place; whoever leaves the form is back at it. */
  const focusOnReturn = (button: HTMLButtonElement | null) => {
    if (button === null || !isBack.current) return;
    isBack.current = false;
    button.focus();
  };
  return (
    <li
      aria-labelledby={titleId}
      className="grid gap-x-4 gap-y-1 border-line border-b py-2.5 break-inside-avoid md:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <div>
        <StateBadge {...looks[standing]}>{words.verdicts[standing]}</StateBadge>
      </div>
      <div className="grid min-w-0 gap-1">
        <h3 id={titleId} className="font-medium">
          {title}
        </h3>
        <Evidence box={box} />
        {box.id === "card_tests" && checklist.issuers.length > 0 && <IssuerTable issuers={checklist.issuers} />}
        {box.id === "window_opened" && checklist.unopened.length > 0 && (
          <UnopenedChannels channels={checklist.unopened} />
        )}
        {box.said !== null && <Said said={box.said} isContradicted={box.verdict === "disproved"} />}
        {box.withdrawn !== null && (
          <p className="text-small text-ink-3">
            {words.withdrawnBy(box.withdrawn.byName)} · <DateTime at={box.withdrawn.atMs / 1000} />
          </p>
        )}
        {mayAttest && isAsked && !isAnswering && (
          <div className="print:hidden">
            <Button
              ref={focusOnReturn}
              aria-label={words.answerOf(box.said === null ? words.answer : words.answerAgain, title)}
              onClick={() => setAnswering(true)}
            >
              {box.said === null ? words.answer : words.answerAgain}
            </Button>
          </div>
        )}
        {isAnswering && <LaunchAnswerForm box={box} mode={checklist.mode} onClose={close} />}
      </div>
    </li>
  );
}

/** What was seen against it, what was seen for it, and what to do about the rest. */
function Evidence({ box }: { readonly box: Box }) {
  const words = useAllMessages().launchChecklist;
  const seen = box.needs.flatMap(({ sign, proof }) => (proof === null ? [] : [{ sign, proof }]));
  const missing = box.needs.filter(({ proof }) => proof === null);
  const question = launchBoxRule(box.id).needs.length === 0 ? Reflect.get(words.questions, box.id) : undefined;
  return (
    <>
      {(box.against.length > 0 || seen.length > 0) && (
        <ul className="grid gap-0.5 text-small">
          {box.against.map(({ sign, proof }) => (
            <li key={sign} className="font-medium text-bad">
              <span aria-hidden>▲ </span>
              {words.seen[sign]} <ProofLink proof={proof} />
            </li>
          ))}
          {seen.map(({ sign, proof }) => (
            <li key={sign} className="text-ink-2">
              <span aria-hidden>✓ </span>
              {words.seen[sign]} <ProofLink proof={proof} />
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <ul aria-label={words.todoLabel} className="grid gap-0.5 text-small text-ink-2">
          {missing.map(({ sign }) => (
            <li key={sign}>
              <span aria-hidden>→ </span>
              {words.todo[sign]}
            </li>
          ))}
        </ul>
      )}
      {typeof question === "string" && <p className="text-small text-ink-2">{question}</p>}
    </>
  );
}

function Said({ said, isContradicted }: { readonly said: NonNullable<Box["said"]>; readonly isContradicted: boolean }) {
  const words = useAllMessages().launchChecklist;
  return (
    <div className="grid gap-0.5 border-line-strong border-l-3 pl-2.5">
      <p className="whitespace-pre-line">{said.evidence}</p>
      <p className="text-small text-ink-3">
        {words.saidBy(words.answers[said.answer], said.byName)} · <DateTime at={said.atMs / 1000} />
      </p>
      {said.isOutdated && <p className="text-small font-medium text-wait">{words.outdated}</p>}
      {isContradicted && <p className="text-small font-medium text-bad">{words.contradicted}</p>}
    </div>
  );
}
