import type { Messages } from "./messages.ko.ts";

export const messages: Messages = {
  problems: {
    malformed: "This is not a web address. Write it like https://shop.example.com/webhooks.",
    control_characters:
      "The address or a header contains a blank, a line break or the like. Take it out and try again.",
    scheme: "Only addresses that begin with https are called.",
    not_encrypted: "This http address is not encrypted. Enter one that begins with https.",
    credentials: "The address contains a name or a password, which everybody who sees it would see. Take it out.",
    private_address:
      "The address leads to this server or a private network, which is not called. Enter one that is open to the internet.",
    unknown_host: "No server of this name is known. Check the address.",
    redirected: "It answered with a redirect, which is not followed. Enter the address it leads to.",
    timed_out: "It did not answer in time.",
    unreachable: "No connection could be made.",
    not_trusted: "Its certificate is not to be trusted, so nothing was sent.",
    refused: "It answered, but not with a success (2xx).",
  },
};
