import type { DocumentKind } from "@maru/domain";
import { useRef } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";

interface DocumentButtonProps {
  readonly kind: DocumentKind;
  readonly kindName: string;
  readonly isPending: boolean;
  readonly onChoose: (file: File, kind: DocumentKind) => void;
}

/** Chooses a file of one kind from this computer. */
export function DocumentButton({ kind, kindName, isPending, onChoose }: DocumentButtonProps) {
  const words = useAllMessages().application;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button aria-label={words.uploadOf(kindName)} isPending={isPending} onClick={() => input.current?.click()}>
        {words.upload}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
        aria-label={words.uploadOf(kindName)}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) onChoose(file, kind);
        }}
      />
    </>
  );
}
