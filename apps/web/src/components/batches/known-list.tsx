import { shortestReason } from "@maru/domain";
import { Link } from "react-router";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { buttonClass } from "../ui/button-styles.ts";
import { TextField } from "../ui/text-field.tsx";
import type { NewListWords } from "./batch-words.ts";

interface KnownListProps {
  readonly words: NewListWords;
  /** The page of the list that was brought before. */
  readonly to: string;
  readonly isPending: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onRepeat: (reason: string) => void;
}

/** The same list was brought before: it is opened, or a reason is given why it comes again. */
export function KnownList({ words, to, isPending, reason, onReason, onRepeat }: KnownListProps) {
  return (
    <Banner
      tone="wait"
      announce="alert"
      title={words.known}
      action={
        <Link to={to} className={buttonClass({ variant: "primary" })}>
          {words.openKnown}
        </Link>
      }
    >
      <p>{words.knownHelp}</p>
      <div className="mt-2 flex flex-wrap items-start gap-2">
        <TextField
          label={words.repeatReason}
          value={reason}
          maxLength={200}
          onChange={onReason}
          fieldClassName="min-w-0 flex-1 basis-60"
        />
        <Button
          size="field"
          disabled={reason.trim().length < shortestReason}
          isPending={isPending}
          onClick={() => onRepeat(reason.trim())}
        >
          {words.repeatAnyway}
        </Button>
      </div>
    </Banner>
  );
}
