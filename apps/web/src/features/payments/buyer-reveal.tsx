import { formatInstant, type RevealReason, revealReasons, shortestReason } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";

async function readAgain(): Promise<void> {
  await queryClient.invalidateQueries(trpc.payments.pathFilter());
}

/** Asks why, and then shows one payment's buyer for a while. */
export function RevealBuyer({ impUid }: { readonly impUid: string }) {
  const words = useDetailMessages().reveal;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.button}</Button>
      {isOpen && <RevealDialog impUid={impUid} onClose={() => setOpen(false)} />}
    </>
  );
}

function RevealDialog({ impUid, onClose }: { readonly impUid: string; readonly onClose: () => void }) {
  const words = useDetailMessages().reveal;
  const name = useId();
  const [reason, setReason] = useState<RevealReason>();
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const reveal = useMutation(
    trpc.payments.reveal.mutationOptions({
      onSuccess: async () => {
        await readAgain();
        onClose();
      },
    }),
  );
  const isTextMissing = reason === "other" && text.trim().length < shortestReason;
  const send = () => {
    setTried(true);
    if (reason !== undefined && !isTextMissing) reveal.mutate({ impUid, reason, text });
  };
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <DialogButtons
          onKeep={onClose}
          go={words.show}
          isPending={reveal.isPending}
          disabled={reason === undefined}
          onGo={send}
        />
      }
    >
      <Form className="grid gap-3" onSubmit={send}>
        <p className="text-ink-2">{words.help}</p>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-semibold">{words.why}</legend>
          {revealReasons.map((each) => (
            <label key={each} className="flex cursor-pointer items-center gap-2 py-0.5 coarse:py-2">
              <input
                type="radio"
                name={name}
                checked={reason === each}
                onChange={() => setReason(each)}
                className="size-4"
              />
              {words.reasons[each]}
            </label>
          ))}
        </fieldset>
        <TextField
          label={words.text}
          hint={words.textHint}
          value={text}
          onChange={setText}
          maxLength={200}
          error={isTried && isTextMissing ? words.textMissing : undefined}
        />
        {reveal.isError && <FailedNote error={reveal.error} />}
      </Form>
    </Dialog>
  );
}

/** Says until when the buyer is shown, and takes the data off the screen when the time is over. */
export function BuyerRevealed({ impUid, untilMs }: { readonly impUid: string; readonly untilMs: number }) {
  const words = useDetailMessages().reveal;
  const locale = useLocale();
  const hide = useMutation(trpc.payments.hide.mutationOptions({ onSuccess: readAgain }));
  useEffect(() => {
    const timer = setTimeout(() => void readAgain(), Math.max(0, untilMs - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [untilMs]);
  return (
    <Banner
      tone="wait"
      announce="status"
      className="mt-3"
      action={
        <Button isPending={hide.isPending} onClick={() => hide.mutate({ impUid })}>
          {words.hide}
        </Button>
      }
    >
      {words.until(`${formatInstant(Math.floor(untilMs / 1000), locale, "time")} KST`)}
    </Banner>
  );
}
