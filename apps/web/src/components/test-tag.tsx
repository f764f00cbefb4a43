import { useMessages } from "../lib/i18n.tsx";

/** Marks what happened on a test channel, wherever it is shown. */
export function TestTag() {
  const words = useMessages().payments;
  return (
    <span
      title={words.testTagHelp}
      className="inline-block shrink-0 rounded-sm bg-test-a px-[5px] text-micro leading-4 font-semibold text-test-ink"
    >
      {words.testTag}
    </span>
  );
}
