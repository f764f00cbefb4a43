import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { keyPath } from "./schedule-table.tsx";

const mostKeys = 50;

/** Finds keys by the names the shop gave them: V1 has no list of all keys. */
export function KeySearch() {
  const words = useAllMessages().billing.keySearch;
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<readonly string[]>([]);
  const reading = useQuery(
    trpc.billing.keys.queryOptions({ customerUids: [...asked] }, { enabled: asked.length > 0, staleTime: 0 }),
  );
  return (
    <Form
      aria-label={words.label}
      className="grid max-w-[34rem] gap-2 px-3 md:px-5"
      onSubmit={() => {
        const names = text.split(/[\s,]+/).filter((name) => name !== "");
        setAsked([...new Set(names)].slice(0, mostKeys));
      }}
    >
      <div className="flex items-start gap-2">
        <TextField
          label={words.label}
          hint={words.hint}
          autoComplete="off"
          spellCheck={false}
          value={text}
          fieldClassName="flex-1"
          onChange={setText}
        />
        <Button type="submit" size="field" isPending={reading.isFetching}>
          {words.go}
        </Button>
      </div>
      {reading.isError && <FailedNote error={reading.error} />}
      {reading.data !== undefined && (
        <div role="status" className="grid gap-1">
          <ul className="grid gap-1">
            {reading.data.found.map((key) => (
              <li key={key.customerUid}>
                <Link to={keyPath(key.customerUid)} className="font-id text-accent hover:underline">
                  {key.customerUid}
                </Link>{" "}
                <span className="text-ink-2">
                  {[key.cardName, key.cardNumber, key.customerName].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
          {reading.data.missing.length > 0 && (
            <Banner tone="wait">{words.missing(reading.data.missing.join(", "))}</Banner>
          )}
        </div>
      )}
    </Form>
  );
}
