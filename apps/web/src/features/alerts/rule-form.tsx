import { type AlertFigures, type AlertLimitName, alertRuleNames, formatInstant, limitsOfRule } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Rule = RouterOutputs["alerts"]["settings"]["rules"][number];

const mutes = ["60", "480", "1440", "10080"] as const;

/** One rule: whether it watches, from where on it speaks, and a mute while what it says is known. */
export function RuleForm({ rule, mayWrite }: { readonly rule: Rule; readonly mayWrite: boolean }) {
  const words = useAllMessages().alerts;
  const locale = useLocale();
  const name = alertRuleNames[rule.rule][locale];
  const limits = limitsOfRule(rule.rule);
  const [isEnabled, setEnabled] = useState(rule.isEnabled);
  const [typed, setTyped] = useState<Readonly<Partial<Record<AlertLimitName, string>>>>(() =>
    Object.fromEntries(limits.map(([limit, { standard }]) => [limit, String(rule.figures[limit] ?? standard)])),
  );
  const [isTried, setTried] = useState(false);
  const [muteFor, setMuteFor] = useState<(typeof mutes)[number]>("60");
  const refresh = (toast: string) => async () => {
    await queryClient.invalidateQueries(trpc.alerts.pathFilter());
    showToast(toast);
  };
  const save = useMutation(trpc.alerts.changeRule.mutationOptions({ onSuccess: refresh(words.saved) }));
  const mute = useMutation(trpc.alerts.mute.mutationOptions({ onSuccess: refresh(words.muteSaved) }));
  const problemOf = (limit: AlertLimitName, { min, max }: { readonly min: number; readonly max: number }) => {
    const value = Number(typed[limit]);
    const isRight = /^\d+$/.test((typed[limit] ?? "").trim()) && value >= min && value <= max;
    return isRight ? undefined : words.figureWrong(min, max);
  };
  const isWrong = limits.some(([limit, bounds]) => problemOf(limit, bounds) !== undefined);
  return (
    <Form
      aria-label={name}
      className="grid gap-2 border-line border-t py-3"
      onSubmit={() => {
        setTried(true);
        if (isWrong) return;
        const figures: AlertFigures = Object.fromEntries(limits.map(([limit]) => [limit, Number(typed[limit])]));
        save.mutate({ rule: rule.rule, isEnabled, figures });
      }}
    >
      <Checkbox
        label={<span className="font-semibold">{name}</span>}
        hint={words.ruleHelp[rule.rule]}
        isSelected={isEnabled}
        isDisabled={!mayWrite}
        onChange={setEnabled}
      />
      <div className="flex flex-wrap items-start gap-3 pl-6">
        {limits.map(([limit, bounds]) => (
          <TextField
            key={limit}
            label={words.limits[limit]}
            error={isTried ? problemOf(limit, bounds) : undefined}
            value={typed[limit] ?? ""}
            onChange={(value) => setTyped({ ...typed, [limit]: value })}
            disabled={!mayWrite}
            inputMode="numeric"
            autoComplete="off"
            className="text-right tabular-nums"
            fieldClassName="w-32"
          />
        ))}
        {mayWrite && (
          <Button type="submit" size="field" isPending={save.isPending}>
            {words.save}
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-3 pl-6">
        {rule.mutedUntilMs !== null && (
          <p className="self-center text-wait">
            {words.mutedUntil(formatInstant(Math.floor(rule.mutedUntilMs / 1000), locale, "minute"), rule.mutedByName)}
          </p>
        )}
        {mayWrite &&
          (rule.mutedUntilMs === null ? (
            <>
              <Select
                label={words.muteFor}
                value={muteFor}
                className="w-32"
                options={mutes.map((value) => ({ value, label: words.mutes[value] }))}
                onChange={setMuteFor}
              />
              <Button
                size="field"
                isPending={mute.isPending}
                onClick={() => mute.mutate({ rule: rule.rule, minutes: Number(muteFor) })}
              >
                {words.mute}
              </Button>
            </>
          ) : (
            <Button
              size="medium"
              isPending={mute.isPending}
              onClick={() => mute.mutate({ rule: rule.rule, minutes: null })}
            >
              {words.unmute}
            </Button>
          ))}
      </div>
      {save.isError && <FailedNote error={save.error} />}
      {mute.isError && <FailedNote error={mute.error} />}
    </Form>
  );
}
