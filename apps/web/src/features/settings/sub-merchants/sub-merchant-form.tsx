import { readConsoleAddress, tierCode } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { TextField } from "../../../components/ui/text-field.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { focusFirstProblem } from "../../../lib/focus-first-problem.ts";
import { useAllMessages } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { ConsoleAddressField } from "./console-address-field.tsx";

/** Where the console of another store is. A sub-merchant's console may name the parent store's as well. */
export function SubMerchantForm({ mayBeParent }: { readonly mayBeParent: boolean }) {
  const { code: codeLabel, form: words } = useAllMessages().subMerchants;
  const titleId = useId();
  const [isParent, setParent] = useState(false);
  const [code, setCode] = useState("");
  const [address, setAddress] = useState("");
  const [isTried, setTried] = useState(false);
  const declare = useMutation(
    trpc.settings.subMerchants.declare.mutationOptions({
      onSuccess(found) {
        queryClient.setQueryData(trpc.settings.subMerchants.list.queryKey(), found);
        showToast(words.saved);
      },
    }),
  );
  const written = code.trim().toUpperCase();
  const isCodeRight = isParent || tierCode.safeParse(written).success;
  const kept = readConsoleAddress(address);
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (isCodeRight && kept !== undefined) declare.mutate({ code: isParent ? null : written, address: kept });
    else focusFirstProblem(form);
  };
  return (
    <Form noValidate aria-labelledby={titleId} className="grid max-w-[520px] gap-4" onSubmit={submit}>
      <h2 id={titleId} className="border-line border-b pb-1.5 font-semibold">
        {words.title}
      </h2>
      {mayBeParent && <Checkbox label={words.isParent} isSelected={isParent} onChange={setParent} />}
      {!isParent && (
        <TextField
          label={codeLabel}
          hint={words.codeHint}
          error={isTried && !isCodeRight ? words.codeWrong : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={8}
          className="font-id"
          value={code}
          onChange={setCode}
        />
      )}
      <ConsoleAddressField value={address} onChange={setAddress} isTried={isTried} />
      {declare.isError && <FailedNote error={declare.error} />}
      <div>
        <Button type="submit" variant="primary" size="medium" isPending={declare.isPending}>
          {words.submit}
        </Button>
      </div>
    </Form>
  );
}
