import { useRef, useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { type Giving, useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpFacts, FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** Members and keys of KCP Quick Pay. */
export function KcpQuick({ facts: { impUid, customerUid, quickChannels }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.kcpQuick;
  const mayDelete = useMay("billing:write");
  const fido = useGiving(`kcp-quick-fido ${impUid}`, trpcClient.followUps.releaseKcpQuickFido.mutate);
  const key = useGiving(`kcp-quick-key ${impUid}`, trpcClient.followUps.deleteKcpQuickKey.mutate);
  const member = useGiving(`kcp-quick-member ${impUid}`, trpcClient.followUps.deleteKcpQuickMember.mutate);
  return (
    <>
      <Part title={words.fido} help={words.fidoHelp}>
        <TextForm
          giving={fido}
          names={["memberId", "channelKey"]}
          initial={quickChannels.length === 1 ? { channelKey: quickChannels[0]?.channelKey ?? "" } : {}}
          channels={quickChannels}
          go={words.fidoGo}
          isAllowed={mayWrite}
          onSubmit={({ memberId = "", channelKey = "" }) => fido.give({ memberId, channelKey })}
        />
      </Part>
      <Part title={words.key} help={words.keyHelp}>
        <TextForm
          giving={key}
          names={["customerUid"]}
          initial={customerUid === null ? {} : { customerUid }}
          go={words.keyGo}
          sure={{ title: words.keySure, help: words.keyHelp }}
          isAllowed={mayDelete}
          onSubmit={({ customerUid: named = "" }) => key.give({ customerUid: named })}
        />
      </Part>
      <Part title={words.member} help={words.memberHelp}>
        <TextForm
          giving={member}
          names={["memberId", "siteCode", "partnerType", "partnerSubtype"]}
          initial={quickChannels.length === 1 ? { siteCode: quickChannels[0]?.mid ?? "" } : {}}
          go={words.memberGo}
          sure={{ title: words.memberSure, help: words.memberHelp }}
          isAllowed={mayDelete}
          onSubmit={({ memberId = "", siteCode = "", partnerType = "", partnerSubtype = "" }) =>
            member.give({ memberId, siteCode, partnerType, partnerSubtype })
          }
        />
      </Part>
    </>
  );
}

type Name = "memberId" | "channelKey" | "customerUid" | "siteCode" | "partnerType" | "partnerSubtype";
type Texts = Readonly<Partial<Record<Name, string>>>;

interface TextFormProps<Sent> {
  readonly giving: Giving<Sent>;
  readonly names: readonly Name[];
  readonly initial?: Texts;
  /** What a channel's key is chosen from. */
  readonly channels?: FollowUpFacts["quickChannels"];
  readonly go: string;
  /** What is asked once more before something that cannot be undone. */
  readonly sure?: { readonly title: string; readonly help: string };
  readonly isAllowed: boolean;
  readonly onSubmit: (texts: Texts) => void;
}

/** A few texts, all of them needed. */
function TextForm<Sent>(props: TextFormProps<Sent>) {
  const { giving, names, initial = {}, channels = [], go, sure, isAllowed, onSubmit } = props;
  const words = useAllMessages().followUps.kcpQuick;
  const form = useRef<HTMLFormElement>(null);
  const [texts, setTexts] = useState<Texts>(initial);
  const [isTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const isMissing = (name: Name) => (texts[name] ?? "").trim() === "";
  if (!isAllowed) return <p className="text-ink-3">{words.mayNot}</p>;
  const submit = () => {
    setTried(true);
    if (names.some(isMissing)) focusFirstProblem(form.current);
    else if (sure === undefined) onSubmit(texts);
    else setAsked(true);
  };
  return (
    <>
      <GivenNote giving={giving} next={words.next} />
      {giving.instruction === undefined && (
        <Form ref={form} noValidate className="grid gap-3" onSubmit={submit}>
          {names.map((name) => {
            const field = {
              label: words[name],
              value: texts[name] ?? "",
              error: isTried && isMissing(name) ? words.needed : undefined,
              onChange: (value: string) => setTexts({ ...texts, [name]: value }),
            };
            return name === "channelKey" ? (
              <Select
                key={name}
                {...field}
                options={[
                  { value: "", label: words.chooseChannel },
                  ...channels.map(({ channelKey, mid, name: channelName, isTestChannel }) => ({
                    value: channelKey,
                    label: (isTestChannel ? words.testChannel : words.liveChannel)(channelName ?? mid),
                  })),
                ]}
              />
            ) : (
              <TextField key={name} {...field} autoComplete="off" maxLength={80} />
            );
          })}
          <Button
            type="submit"
            variant={sure === undefined ? "primary" : "danger"}
            size="medium"
            className="justify-self-start"
            isPending={giving.isPending}
          >
            {go}
          </Button>
        </Form>
      )}
      {sure !== undefined && (
        <SureDialog
          title={sure.title}
          go={go}
          isOpen={isAsked}
          onClose={() => setAsked(false)}
          onSure={() => onSubmit(texts)}
        >
          {sure.help}
        </SureDialog>
      )}
    </>
  );
}
