import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { DownloadIcon } from "../../components/ui/icons.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";

/** Shows recovery codes the one time they can be seen, with two ways to keep them. */
export function RecoveryCodes({
  codes,
  email,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly email: string;
  readonly onKept: () => void;
}) {
  const m = useAllMessages();
  const words = m.account.secondFactor;

  const copy = () => {
    navigator.clipboard.writeText(codes.join("\n")).then(
      () => showToast(m.ui.copied),
      () => showToast(m.ui.copyFailed, { tone: "bad" }),
    );
  };

  const download = () => {
    const url = URL.createObjectURL(new Blob([`${words.fileHeader(email)}\n\n${codes.join("\n")}\n`]));
    const link = document.createElement("a");
    link.href = url;
    link.download = words.fileName;
    link.click();
    URL.revokeObjectURL(url);
  };

  return (
    <div className="grid gap-3">
      <h3 className="font-semibold">{words.codesTitle}</h3>
      <Banner tone="wait">{words.codesHelp}</Banner>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border border-line bg-surface px-4 py-3 sm:max-w-[360px]">
        {codes.map((code) => (
          <li key={code} className="font-id">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="medium" onClick={copy}>
          {words.copyCodes}
        </Button>
        <Button size="medium" onClick={download}>
          <DownloadIcon />
          {words.downloadCodes}
        </Button>
        <Button variant="primary" size="medium" onClick={onKept}>
          {words.saved}
        </Button>
      </div>
    </div>
  );
}
