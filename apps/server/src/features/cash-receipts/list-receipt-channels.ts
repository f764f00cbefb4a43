import { type ReceiptExtra, receiptExtras, supportsReceipt } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";

/** A channel through which receipts of outside sales can be issued. */
export interface ReceiptChannel {
  readonly channelKey: string;
  readonly name: string | null;
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTest: boolean;
  /** What its form has to ask for. */
  readonly extras: readonly ReceiptExtra[];
}

/** Read upstream now: channels come and go in the vendor's console. */
export async function listReceiptChannels({ upstream }: SignedInContext): Promise<readonly ReceiptChannel[]> {
  const channels = await upstream.listChannels();
  return channels.flatMap(({ channelKey, name, pgProvider, mid, isTestChannel }): ReceiptChannel[] => {
    if (channelKey === null || !supportsReceipt("outside", "issue", pgProvider)) return [];
    return [{ channelKey, name, pgProvider, mid, isTest: isTestChannel, extras: receiptExtras("outside", pgProvider) }];
  });
}
