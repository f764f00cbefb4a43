import { AppError } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { selectSubMerchantsReadBefore, updateSubMerchant } from "./sub-merchants.repository.ts";

const freshMs = 86_400_000;

/** Asks upstream once a day what the declared sub-merchants are called and whether it still knows them. Never rejects. */
export async function refreshSubMerchants({
  store,
  upstream,
  clock,
  logger,
}: Pick<Deps, "store" | "upstream" | "clock" | "logger">): Promise<void> {
  try {
    for (const { id, code } of await selectSubMerchantsReadBefore(store.read, clock.now() - freshMs)) {
      const name = await upstream.getTier(code).then(
        (tier) => tier.name,
        (error: unknown) => {
          if (error instanceof AppError && error.code === "NOT_FOUND") return null;
          throw error;
        },
      );
      const found = name === null ? { is_known: 0 } : { is_known: 1, name };
      await store.transact((tx) => updateSubMerchant(tx, id, { ...found, read_at_ms: clock.now() }));
    }
  } catch (error) {
    if (error instanceof AppError) logger.debug({ code: error.code }, "the sub-merchants could not be read");
    else logger.error({ err: error }, "reading the sub-merchants stumbled");
  }
}
