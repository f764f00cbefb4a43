import { createServer } from "node:net";

/** A mail server on this machine that takes what it is sent, or refuses every recipient. */
export interface ListeningMailServer {
  /** As `SMTP_URL` names it. */
  readonly url: string;
  /** The messages as they came, with their envelopes. */
  readonly taken: readonly { readonly to: readonly string[]; readonly message: string }[];
  refuse(): void;
  close(): Promise<void>;
}

export async function listenForMail(): Promise<ListeningMailServer> {
  const taken: { to: string[]; message: string }[] = [];
  let isRefusing = false;
  const server = createServer((socket) => {
    let to: string[] = [];
    let message: string | null = null;
    let rest = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    const read = (line: string) => {
      if (message !== null) {
        if (line !== ".") message += `${line}\n`;
        else {
          taken.push({ to, message });
          message = null;
          say("250 taken");
        }
        return;
      }
      const [command = ""] = line.toUpperCase().split(" ");
      if (command === "EHLO" || command === "HELO") say("250 test");
      else if (command === "MAIL") {
        to = [];
        say("250 ok");
      } else if (command === "RCPT") {
        to.push(line.slice(line.indexOf("<") + 1, line.indexOf(">")));
        say(isRefusing ? "550 nobody of that name" : "250 ok");
      } else if (command === "DATA") {
        message = "";
        say("354 go on");
      } else if (command === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    };
    say("220 test");
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("utf8")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) read(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refuse() {
      isRefusing = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
