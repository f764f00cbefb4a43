import {
  type AddressGate,
  formatInstant,
  judgeRule,
  longestMemo,
  mostRules,
  type Permission,
  type RequiredAddress,
  readAddressLines,
  reviewRules,
  weightOf,
} from "@maru/domain";
import { type ReactNode, useId, useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { controlClass, Field } from "../../components/ui/field.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useRolesThatMay } from "../../lib/roles-that-may.ts";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { OriginTag } from "./origin-tag.tsx";
import { ListNotes, RuleNotes } from "./rule-notes.tsx";

type AddressList = RouterOutputs["settings"]["allowList"]["get"]["list"];

export interface Declaration {
  readonly isOn: boolean;
  readonly version: number;
  readonly entries: { readonly cidr: string; readonly memo: string }[];
  readonly accepted: string[];
}

interface DraftLine {
  readonly key: number;
  readonly cidr: string;
  readonly memo: string;
  readonly isAccepted: boolean;
}

interface AddressListEditorProps {
  readonly title: string;
  readonly help?: ReactNode;
  readonly list: AddressList;
  readonly gate: AddressGate;
  /** Addresses that have to come in. */
  readonly required?: readonly RequiredAddress[];
  /** Each line is one address, and the list has no gate of its own. */
  readonly isOfSingles?: boolean;
  readonly needsMemo?: boolean;
  readonly toggle?: { readonly label: string; readonly hint?: string };
  /** The permission that lets people change it. */
  readonly permission: Permission;
  readonly mayWrite: boolean;
  /** A line that is offered for adding, such as one's own address. */
  readonly offer?: { readonly label: string; readonly cidr: string; readonly memo: string };
  /** Why the draft must not be saved, beside what is wrong with its lines. */
  readonly refuse?: (draft: Declaration) => string | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSave: (declaration: Declaration) => void;
}

let lastKey = 0;

function draftLine(cidr: string, memo: string, isAccepted = false): DraftLine {
  lastKey += 1;
  return { key: lastKey, cidr, memo, isAccepted };
}

/** A list of addresses that people declare: each line says what it means while it is typed. */
export function AddressListEditor(props: AddressListEditorProps) {
  const { list, gate, required = [], isOfSingles = false, needsMemo = false, mayWrite, offer } = props;
  const words = useAllMessages().settings;
  const locale = useLocale();
  const rolesThatMay = useRolesThatMay(props.permission);
  const id = useId();
  // What is kept already was accepted when it was kept.
  const [lines, setLines] = useState(() => list.entries.map(({ cidr, memo }) => draftLine(cidr, memo, true)));
  const [isOn, setOn] = useState(list.isOn);
  const [isTried, setTried] = useState(false);
  const [pasted, setPasted] = useState<string | null>(null);

  const judged = lines.map(({ cidr }) => judgeRule(cidr, gate));
  const listFindings = isOfSingles || (lines.length === 0 && !isOn) ? [] : reviewRules(judged, required, gate);
  const isStopped = (at: number) =>
    judged[at]?.findings.some((finding) => {
      const weight = weightOf(finding);
      return weight === "error" || (weight === "question" && lines[at]?.isAccepted !== true);
    }) === true;
  const lacksMemo = (at: number) => needsMemo && lines[at]?.memo.trim() === "";
  const isNoSingle = (at: number) => isOfSingles && judged[at]?.rule != null && judged[at].rule.size !== 1n;
  const problems = lines.filter((_, at) => isStopped(at) || lacksMemo(at) || isNoSingle(at)).length;
  const draft: Declaration = {
    isOn,
    version: list.version,
    entries: lines.map(({ cidr, memo }) => ({ cidr: cidr.trim(), memo: memo.trim() })),
    accepted: lines.filter(({ isAccepted }) => isAccepted).map(({ cidr }) => cidr.trim()),
  };
  const refusal = props.refuse?.(draft);
  const isChanged =
    isOn !== list.isOn ||
    JSON.stringify(draft.entries) !== JSON.stringify(list.entries.map(({ cidr, memo }) => ({ cidr, memo })));

  const change = (key: number, part: Partial<DraftLine>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = (more: readonly DraftLine[]) => setLines((all) => [...all, ...more].slice(0, mostRules));
  const read = pasted === null ? [] : readAddressLines(pasted);
  const isFull = lines.length >= mostRules;

  return (
    <Form
      aria-labelledby={`${id}-title`}
      className="grid gap-3 border-line not-first:border-t not-first:pt-4"
      onSubmit={() => {
        setTried(true);
        if (problems === 0 && refusal === undefined) props.onSave(draft);
      }}
    >
      <div className="grid gap-0.5">
        <h2 id={`${id}-title`} className="flex flex-wrap items-center gap-2 text-lead font-semibold">
          {props.title}
          <OriginTag origin="declared" />
        </h2>
        {props.help !== undefined && <p className="text-ink-2">{props.help}</p>}
        <p className="text-small text-ink-3">{sayWhen()}</p>
      </div>
      {props.toggle !== undefined && (
        <Checkbox
          label={props.toggle.label}
          hint={props.toggle.hint}
          isSelected={isOn}
          isDisabled={!mayWrite}
          onChange={setOn}
        />
      )}
      {lines.length === 0 && <p className="text-ink-3">{words.editor.empty}</p>}
      <ul className="grid gap-2.5">
        {lines.map((line, at) => {
          const stored = list.entries.find(({ cidr, memo }) => cidr === line.cidr && memo === line.memo);
          const judgedLine = judged[at];
          return (
            <li key={line.key} className="grid gap-1">
              {mayWrite ? (
                <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 md:grid-cols-[minmax(0,260px)_minmax(0,1fr)_auto]">
                  <TextField
                    label={words.editor.cidr(at + 1)}
                    isLabelHidden
                    value={line.cidr}
                    placeholder={words.editor.cidrHead}
                    onChange={(cidr) => change(line.key, { cidr, isAccepted: false })}
                    aria-invalid={isTried && (isStopped(at) || isNoSingle(at)) ? true : undefined}
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={60}
                    className="font-id"
                    fieldClassName="max-md:col-span-2"
                  />
                  <TextField
                    label={words.editor.memo(at + 1)}
                    isLabelHidden
                    value={line.memo}
                    placeholder={words.editor.memoHead}
                    error={isTried && lacksMemo(at) ? words.editor.memoMissing : undefined}
                    onChange={(memo) => change(line.key, { memo })}
                    autoComplete="off"
                    maxLength={longestMemo}
                  />
                  <Button
                    variant="quiet"
                    size="medium"
                    aria-label={words.editor.removeOf(line.cidr)}
                    onClick={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
                  >
                    {words.editor.remove}
                  </Button>
                </div>
              ) : (
                <p className="flex flex-wrap gap-x-3">
                  <span className="font-id">{line.cidr}</span>
                  <span className="text-ink-2">{line.memo}</span>
                </p>
              )}
              {judgedLine !== undefined && (line.cidr !== "" || isTried) && (
                <RuleNotes
                  judged={judgedLine}
                  onUse={mayWrite ? (cidr) => change(line.key, { cidr }) : undefined}
                  acceptance={
                    mayWrite
                      ? { isAccepted: line.isAccepted, onChange: (isAccepted) => change(line.key, { isAccepted }) }
                      : undefined
                  }
                />
              )}
              {isNoSingle(at) && <p className="text-small text-bad">{words.editor.notOneAddress}</p>}
              {stored !== undefined && (
                <p className="text-small text-ink-3">
                  {words.declaredBy(stored.declaredBy, formatInstant(stored.declaredAtMs / 1000, locale, "minute"))}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <ListNotes findings={listFindings} />
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button disabled={isFull} onClick={() => add([draftLine("", "")])}>
            {words.editor.add}
          </Button>
          <Button
            disabled={isFull}
            aria-expanded={pasted !== null}
            onClick={() => setPasted(pasted === null ? "" : null)}
          >
            {words.editor.paste}
          </Button>
          {offer !== undefined && !lines.some(({ cidr }) => cidr === offer.cidr) && (
            <Button disabled={isFull} onClick={() => add([draftLine(offer.cidr, offer.memo)])}>
              {offer.label}
            </Button>
          )}
          {lines.length > 0 && (
            <span className="inline-flex items-center gap-1 pl-1 text-small text-ink-3">
              {words.editor.copyAll}
              <CopyButton
                text={judged.flatMap(({ rule }) => rule?.canonical ?? []).join("\n")}
                what={words.editor.copyAll}
              />
            </span>
          )}
        </div>
      )}
      {isFull && <p className="text-small text-ink-3">{words.editor.tooMany(mostRules)}</p>}
      {pasted !== null && (
        <div className="grid gap-2 rounded-md bg-sunk p-3">
          <Field
            label={words.editor.pasteLabel}
            hint={words.editor.pasteHint}
            error={pasted.trim() !== "" && read.length === 0 ? words.editor.pasteNone : undefined}
          >
            {(control) => (
              <textarea
                {...control}
                rows={5}
                spellCheck={false}
                value={pasted}
                onChange={(event) => setPasted(event.currentTarget.value)}
                className={classNames(controlClass, "h-auto resize-y py-2 font-mono text-small coarse:h-auto")}
              />
            )}
          </Field>
          <Button
            className="justify-self-start"
            disabled={read.length === 0}
            onClick={() => {
              add(read.map(({ cidr, memo }) => draftLine(cidr, memo)));
              setPasted(null);
            }}
          >
            {words.editor.pasteAdd(read.length)}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {refusal !== undefined && <p className="text-small font-medium text-bad">{refusal}</p>}
      </div>
      {props.error !== null && <FailedNote error={props.error} />}
      {mayWrite ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" size="medium" variant="primary" isPending={props.isPending} disabled={!isChanged}>
            {words.editor.save}
          </Button>
          <p role="status" className={classNames("text-small", isTried && problems > 0 ? "text-bad" : "text-ink-3")}>
            {words.editor.status(lines.length, problems)}
          </p>
        </div>
      ) : (
        <p className="text-small text-ink-3">{words.editor.notYours(rolesThatMay)}</p>
      )}
    </Form>
  );

  function sayWhen(): string {
    if (list.changedAtMs === null) return words.neverDeclared;
    const at = formatInstant(list.changedAtMs / 1000, locale, "minute");
    return list.changedBy === null ? words.clearedByCommand(at) : words.lastDeclared(list.changedBy, at);
  }
}
