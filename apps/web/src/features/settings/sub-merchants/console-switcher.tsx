import { useQuery } from "@tanstack/react-query";
import { ChevronDownIcon } from "../../../components/ui/icons.tsx";
import { Popover } from "../../../components/ui/popover.tsx";
import { classNames } from "../../../lib/class-names.ts";
import { lazyMessages } from "../../../lib/lazy-messages.ts";
import { trpc } from "../../../lib/trpc.ts";
import type { SwitcherMessages } from "./switcher-messages.ko.ts";

const useWords = lazyMessages<SwitcherMessages>({
  ko: () => import("./switcher-messages.ko.ts"),
  en: () => import("./switcher-messages.en.ts"),
});

/** Leads to the consoles of the other stores behind the same key; nothing where nobody has entered any. */
export default function ConsoleSwitcher() {
  const words = useWords();
  const { data } = useQuery(trpc.settings.subMerchants.list.queryOptions());
  if (data === undefined || data.items.length === 0) return null;
  const here = data.here === null ? words.parent : (data.here.name ?? data.here.code);
  return (
    <Popover
      label={words.title}
      placement="bottom end"
      className="w-[min(320px,calc(100vw-16px))] p-0"
      trigger={(props) => (
        <button
          {...props}
          type="button"
          aria-label={words.button(here)}
          title={words.title}
          className="inline-flex h-7 max-w-40 min-w-0 shrink-0 items-center gap-1 rounded-md px-1.5 text-ink-2 hover:bg-sunk hover:text-ink aria-expanded:bg-sunk coarse:h-10 coarse:px-2"
        >
          <span className="truncate max-md:hidden">{here}</span>
          <span className={classNames("text-small md:hidden", data.here !== null && "font-id")}>
            {data.here?.code ?? words.parentShort}
          </span>
          <ChevronDownIcon />
        </button>
      )}
    >
      {() => (
        <div>
          <h2 className="border-line border-b px-3 py-2 font-semibold">{words.title}</h2>
          <ul className="max-h-[60dvh] overflow-auto py-1">
            <li className="grid gap-0.5 border-accent border-l-3 px-3 py-2">
              <span className="font-semibold">{here}</span>
              <span className="text-small text-ink-3">{words.here}</span>
            </li>
            {data.items.map(({ id, code, name, address, isKnown }) => (
              <li key={id}>
                <a
                  href={address}
                  rel="noreferrer"
                  className="grid gap-0.5 border-transparent border-l-3 px-3 py-2 hover:bg-sunk"
                >
                  <span className="flex items-baseline justify-between gap-3">
                    <span className="min-w-0 wrap-anywhere">{code === null ? words.parent : (name ?? code)}</span>
                    {code !== null && <span className="font-id text-small text-ink-3">{code}</span>}
                  </span>
                  <span className="font-id text-small wrap-anywhere text-ink-3">{address}</span>
                  {!isKnown && <span className="text-small text-bad">{words.unknown}</span>}
                </a>
              </li>
            ))}
          </ul>
          <p className="border-line border-t px-3 py-2 text-small text-ink-3">{words.help}</p>
        </div>
      )}
    </Popover>
  );
}
