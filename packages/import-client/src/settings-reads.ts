import type { CodeAndName } from "@maru/domain";
import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { invalidInput, isPathSegment } from "./check-input.ts";
import type { Channel, ImportClient, Tier } from "./client-types.ts";
import { readFlag, readText, requireList, requireObject, requireText } from "./wire-fields.ts";

type SettingsReads = Pick<ImportClient, "listChannels" | "getTier" | "listBanks" | "getBank" | "listCards" | "getCard">;

/** The reads about channels, banks and card companies. Each rejects as the reads of payments do. */
export function createSettingsReads({ read }: CallUpstream): SettingsReads {
  async function responseOf(operation: string, path: string, segment?: string): Promise<unknown> {
    if (segment !== undefined && !isPathSegment(segment)) throw invalidInput("A code is not empty and not a dot.");
    const call: ReadCall = { operation, method: "GET", path, segments: segment === undefined ? [] : [segment] };
    const answer = await read(call);
    if (answer.kind === "refused") throw answer.error;
    return answer.response;
  }

  return {
    listChannels: async () => requireList(await responseOf("listChannels", "/users/pg"), "response").map(readChannel),
    getTier: async (tierCode) => readTier(await responseOf("getTier", "/tiers/{tier_code}", tierCode)),
    listBanks: async () => requireList(await responseOf("listBanks", "/banks"), "response").map(readCode),
    getBank: async (bankCode) => readCode(await responseOf("getBank", "/banks/{bank_standard_code}", bankCode)),
    listCards: async () => requireList(await responseOf("listCards", "/cards"), "response").map(readCode),
    getCard: async (cardCode) => readCode(await responseOf("getCard", "/cards/{card_standard_code}", cardCode)),
  };
}

function readChannel(value: unknown): Channel {
  const wire = requireObject(value, "channel");
  return {
    pgProvider: requireText(wire, "pg_provider"),
    mid: requireText(wire, "pg_id"),
    isTestChannel: readFlag(wire, "sandbox"),
    type: requireText(wire, "type"),
    name: readText(wire, "channel_name"),
    channelKey: readText(wire, "channel_key"),
  };
}

function readTier(value: unknown): Tier {
  const wire = requireObject(value, "tier");
  return { code: requireText(wire, "tier_code"), name: requireText(wire, "tier_name") };
}

function readCode(value: unknown): CodeAndName {
  const wire = requireObject(value, "code");
  return { code: requireText(wire, "code"), name: readText(wire, "name") };
}
