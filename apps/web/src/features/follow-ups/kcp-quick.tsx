import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { type Giving, useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

/** Members and keys of KCP Quick Pay. */
export function KcpQuick({ facts: { customerUid }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.kcpQuick;
  const mayDelete = useMay("billing:write");
  const fido = useGiving(trpcClient.followUps.releaseKcpQuickFido.mutate);
  const key = useGiving(trpcClient.followUps.deleteKcpQuickKey.mutate);
  const member = useGiving(trpcClient.followUps.deleteKcpQuickMember.mutate);
  return (
    <>
      <Part title={words.fido} help={words.fidoHelp}>
        <TextForm
          giving={fido}
          names={["memberId", "channelKey"]}
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
          isDanger
          isAllowed={mayDelete}
          onSubmit={(texts) => key.give({ customerUid: texts.customerUid ?? "" })}
        />
      </Part>
      <Part title={words.member} help={words.memberHelp}>
        <TextForm
          giving={member}
          names={["memberId", "siteCode", "partnerType", "partnerSubtype"]}
          go={words.memberGo}
          isDanger
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

interface TextFormProps<Form> {
  readonly giving: Giving<Form>;
  readonly names: readonly Name[];
  readonly initial?: Texts;
  readonly go: string;
  readonly isDanger?: boolean;
  readonly isAllowed: boolean;
  readonly onSubmit: (texts: Texts) => void;
}

/** A few texts, all of them needed. */
function TextForm<Form>({
  giving,
  names,
  initial = {},
  go,
  isDanger = false,
  isAllowed,
  onSubmit,
}: TextFormProps<Form>) {
  const words = useAllMessages().followUps.kcpQuick;
  const [texts, setTexts] = useState<Texts>(initial);
  const [isTried, setTried] = useState(false);
  const isMissing = (name: Name) => (texts[name] ?? "").trim() === "";
  return (
    <>
      <GivenNote giving={giving} />
      {giving.instruction === undefined && (
        <form
          noValidate
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (isAllowed && !names.some(isMissing)) onSubmit(texts);
          }}
        >
          {names.map((name) => (
            <TextField
              key={name}
              label={words[name]}
              autoComplete="off"
              maxLength={80}
              value={texts[name] ?? ""}
              error={isTried && isMissing(name) ? words.needed : undefined}
              onChange={(value) => setTexts({ ...texts, [name]: value })}
            />
          ))}
          <Button
            type="submit"
            variant={isDanger ? "danger" : "primary"}
            size="medium"
            className="justify-self-start"
            aria-disabled={!isAllowed}
            isPending={giving.isPending}
          >
            {go}
          </Button>
        </form>
      )}
    </>
  );
}
