import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { Section } from "./section.tsx";

const fewestDigits = 8;

/** One's telephone number: two accounts with the same one are one person's, who cannot approve their own refunds. */
export function TelSection() {
  const words = useAllMessages().account.tel;
  const known = useQuery(trpc.users.ownTel.queryOptions());
  return (
    <Section title={words.title} help={words.help}>
      {known.isPending && <Skeleton className="w-40" />}
      {known.isError && <FailedNote error={known.error} onRetry={() => void known.refetch()} />}
      {known.isSuccess &&
        (known.data.tel === null ? (
          <AddTel />
        ) : (
          <>
            <p className="tabular-nums">{known.data.tel}</p>
            <p className="text-small text-ink-3">{words.changedByAdmin}</p>
          </>
        ))}
    </Section>
  );
}

function AddTel() {
  const words = useAllMessages().account.tel;
  const [tel, setTel] = useState("");
  const [isTried, setTried] = useState(false);
  const add = useMutation(
    trpc.users.addOwnTel.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.users.pathFilter());
        showToast(words.saved);
      },
    }),
  );
  const isRight = /^[0-9+() -]*$/.test(tel.trim()) && tel.replace(/\D/g, "").length >= fewestDigits;
  return (
    <Form
      className="grid max-w-[26rem] justify-items-start gap-3"
      onSubmit={() => {
        setTried(true);
        if (isRight) add.mutate({ tel: tel.trim() });
      }}
    >
      <TextField
        label={words.label}
        hint={words.hint}
        type="tel"
        autoComplete="tel"
        maxLength={20}
        fieldClassName="w-full"
        value={tel}
        error={isTried && !isRight ? words.wrong : undefined}
        onChange={setTel}
      />
      <Button type="submit" size="medium" isPending={add.isPending}>
        {words.add}
      </Button>
      {add.isError && <FailedNote error={add.error} />}
    </Form>
  );
}
