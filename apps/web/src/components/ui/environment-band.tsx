import { type Environment, useConsoleStatus } from "../../lib/console-status.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";

/** Each is told apart by its pattern too. */
const looks: Readonly<Record<Environment, string>> = {
  sandbox: "striped text-test-ink",
  test: "ribbed text-trial-ink",
  live: "bg-accent text-accent-ink",
};

/** Says above every page whose money moves here. Its room is kept while nobody knows, so that nothing moves down. */
export function EnvironmentBand() {
  const { frame } = useEntryMessages();
  const environment = useConsoleStatus().status?.environment;
  return (
    <div className="h-band">
      {environment !== undefined && (
        <p
          className={`truncate px-3 text-center text-micro leading-(--spacing-band) font-semibold ${looks[environment]}`}
        >
          {frame.environments[environment].band}
        </p>
      )}
    </div>
  );
}
