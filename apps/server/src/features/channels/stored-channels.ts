import type { ChannelFacts } from "@maru/domain";
import * as z from "zod/mini";

const channel = z.object({
  pgProvider: z.string(),
  mid: z.string(),
  isTestChannel: z.boolean(),
  type: z.string(),
  name: z.nullable(z.string()),
  channelKey: z.nullable(z.string()),
});

/** A channel as a look stored it. Throws where it is not one. */
export function readChannel(value: unknown): ChannelFacts {
  return channel.parse(value);
}

/** The channels of one look, as stored. Throws where they are not. */
export function readChannels(text: string): readonly ChannelFacts[] {
  return z.array(channel).parse(JSON.parse(text));
}
