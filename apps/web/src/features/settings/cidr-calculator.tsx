import { type AddressGate, judgeRule } from "@maru/domain";
import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { RuleNotes, sayCount } from "./rule-notes.tsx";

/** Says what a line means before anybody enters it anywhere. */
export function CidrCalculator({ gate }: { readonly gate: AddressGate }) {
  const words = useAllMessages().settings;
  const locale = useLocale();
  const [text, setText] = useState("");
  const judged = text.trim() === "" ? null : judgeRule(text, gate);
  const rule = judged?.rule ?? null;
  return (
    <section aria-labelledby="calculator-title" className="grid gap-2 rounded-md bg-sunk p-3">
      <h2 id="calculator-title" className="text-lead font-semibold">
        {words.calculator}
      </h2>
      <TextField
        label={words.calculatorLabel}
        hint={words.calculatorHelp}
        value={text}
        onChange={setText}
        placeholder="1.1.1.1/32"
        autoComplete="off"
        spellCheck={false}
        className="font-id"
        fieldClassName="max-w-80"
      />
      <div aria-live="polite" className="grid min-h-16 content-start gap-2">
        {rule !== null && (
          <dl className="grid grid-cols-[repeat(auto-fit,minmax(132px,1fr))] gap-x-4 gap-y-1">
            {(
              [
                ["first", rule.first],
                ["last", rule.last],
                ["size", words.result.sizeOf(sayCount(rule.size, locale))],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt className="text-small text-ink-3">{words.result[name]}</dt>
                <dd className="font-id">{value}</dd>
              </div>
            ))}
            <div>
              <dt className="text-small text-ink-3">{words.result.canonical}</dt>
              <dd className="flex items-center gap-1 font-id">
                {rule.canonical}
                <CopyButton text={rule.canonical} what={words.result.canonical} />
              </dd>
            </div>
          </dl>
        )}
        {judged !== null && <RuleNotes judged={judged} onUse={setText} />}
      </div>
    </section>
  );
}
