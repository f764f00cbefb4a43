import { formatInstant } from "@maru/domain";
import type { ReactNode } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import type { BatchFacts, BatchStepWords } from "./batch-words.ts";

interface Move {
  readonly isPending: boolean;
  readonly mutate: (order: { readonly batchId: string }) => void;
}

interface BatchStepsProps {
  readonly batch: BatchFacts;
  readonly words: BatchStepWords;
  readonly mayAct: boolean;
  readonly rehearse: Move;
  readonly pause: Move;
  readonly resume: Move;
  /** What went wrong with the last move, and what to do about it. */
  readonly failure: ReactNode;
  /** What the rehearsal found. */
  readonly rehearsed: ReactNode;
  /** Starts what was rehearsed. */
  readonly start: ReactNode;
  readonly pausedBecause: string;
  /** What became of the rows so far. */
  readonly settled: ReactNode;
  readonly finished: ReactNode;
  readonly finishedTone: "wait" | "info" | "ok";
  /** Brings the result. */
  readonly result: ReactNode;
}

/** What there is to do about a list now, and what can be seen of what is being done. */
export function BatchSteps(props: BatchStepsProps) {
  const { batch, words, mayAct, rehearse, pause, resume, settled } = props;
  const { rows, rowCount } = batch;
  const order = { batchId: batch.id };
  const judged = rowCount - rows.not_rehearsed;
  const sent = rows.asked + rows.not_asked;
  const toSend = rows.will_go + rows.asking;
  const isOld = batch.rehearsalHoldsUntilMs !== null && batch.rehearsalHoldsUntilMs < Date.now();
  const sending = <Progress label={words.running(sent, sent + toSend)} value={sent} max={sent + toSend} />;
  return (
    <section className="grid max-w-[880px] gap-3">
      {props.failure}
      {batch.state === "prepared" && (
        <div className="grid justify-items-start gap-2">
          <p className="text-ink-2">{words.rehearseHelp}</p>
          {mayAct && (
            <Button
              variant="primary"
              size="medium"
              isPending={rehearse.isPending}
              onClick={() => rehearse.mutate(order)}
            >
              {words.rehearse}
            </Button>
          )}
        </div>
      )}
      {batch.state === "rehearsing" && (
        <Progress label={words.rehearsing(judged, rowCount)} value={judged} max={rowCount} />
      )}
      {batch.state === "rehearsed" && (
        <>
          {props.rehearsed}
          {isOld && <Banner tone="wait">{words.rehearsalOld}</Banner>}
          {mayAct && (
            <div className="flex flex-wrap gap-2">
              <Button size="medium" isPending={rehearse.isPending} onClick={() => rehearse.mutate(order)}>
                {words.rehearseAgain}
              </Button>
              {rows.will_go > 0 && !isOld && props.start}
            </div>
          )}
        </>
      )}
      {batch.state === "running" && (
        <>
          {sending}
          {settled}
          {mayAct && (
            <Button
              size="medium"
              className="justify-self-start"
              isPending={pause.isPending}
              onClick={() => pause.mutate(order)}
            >
              {words.pause}
            </Button>
          )}
        </>
      )}
      {batch.state === "paused" && (
        <>
          <Banner
            tone="wait"
            announce="status"
            title={words.pausedTitle}
            action={
              mayAct && (
                <Button
                  variant="primary"
                  size="medium"
                  isPending={resume.isPending}
                  onClick={() => resume.mutate(order)}
                >
                  {words.resume}
                </Button>
              )
            }
          >
            <p>{props.pausedBecause}</p>
            <p>{words.resumeHelp}</p>
          </Banner>
          {sending}
          {settled}
        </>
      )}
      {batch.state === "finished" && (
        <Banner tone={props.finishedTone} announce="status" title={words.finishedTitle}>
          {props.finished}
        </Banner>
      )}
      {mayAct && sent > 0 && props.result}
    </section>
  );
}

interface RehearsedProps {
  readonly batch: BatchFacts;
  readonly words: BatchStepWords;
  /** How many rows stay for now and are told of elsewhere. */
  readonly toldElsewhere?: number;
  readonly children?: ReactNode;
}

/** How many rows go and how many do not, and when that was found. */
export function Rehearsed({ batch, words, toldElsewhere = 0, children }: RehearsedProps) {
  const locale = useLocale();
  const { rows, rowCount, rehearsedAtMs } = batch;
  const stays = rowCount - rows.will_go - toldElsewhere;
  return (
    <div className="grid gap-2">
      <p role="status">
        <span className="font-semibold">{rows.will_go === 0 ? words.nothingGoes : words.willGo(rows.will_go)}</span>
        {stays > 0 && <span className="text-ink-2"> · {words.willNotGo(stays)}</span>}
      </p>
      {children}
      {rehearsedAtMs !== null && (
        <p className="text-small text-ink-3">
          {words.rehearsedAt(formatInstant(Math.floor(rehearsedAtMs / 1000), locale, "second"))}
        </p>
      )}
    </div>
  );
}

function Progress({ label, value, max }: { readonly label: string; readonly value: number; readonly max: number }) {
  return (
    <div className="grid gap-1">
      <p className="font-semibold tabular-nums">{label}</p>
      <progress aria-label={label} value={value} max={Math.max(1, max)} className="h-2 w-full accent-accent" />
    </div>
  );
}
