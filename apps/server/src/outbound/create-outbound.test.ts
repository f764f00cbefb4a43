import { createServer, type IncomingMessage, type Server } from "node:http";
import { BlockList } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createOutbound, type OutboundOptions } from "./create-outbound.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = { readonly status: number; readonly headers?: Record<string, string> } | "nothing";

/** A machine on this network that writes down what it was sent. */
async function listen(host: string, answer: Answer, port = 0): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    heard.push(`${request.headers.host} ${request.url} ${request.headers["x-note"] ?? ""} ${body}`);
    if (answer !== "nothing") response.writeHead(answer.status, answer.headers).end("ok");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, heard };
}

function ranges(...subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, net.includes(":") ? "ipv6" : "ipv4");
  return list;
}

const outbound = (options: Partial<OutboundOptions> = {}) => createOutbound({ privateRanges: ranges(), ...options });
const post = (url: string, options: Partial<OutboundOptions> = {}, headers = {}) =>
  outbound(options).post({ url, headers, body: "{}" });

describe("an address is not called", () => {
  test.each([
    ["no address at all", "shop", "malformed"],
    ["another scheme", "file:///etc/passwd", "scheme"],
    ["another scheme with a host", "gopher://shop.example.com", "scheme"],
    ["a name and a password", "https://user:word@shop.example.com", "credentials"],
    ["a line break, which a parser would drop", "https://shop.example.com/\r\nX-Evil: 1", "control_characters"],
    ["a tab within", "https://shop.example\t.com/", "control_characters"],
    ["a blank", "https://shop.example.com/a b", "control_characters"],
    ["NUL", "https://shop.example.com/\0", "control_characters"],
    ["this machine", "https://127.0.0.1/", "private_address"],
    ["this machine by another number", "https://127.9.9.9/", "private_address"],
    ["this machine in short", "https://127.1/", "private_address"],
    ["this machine as one number", "https://2130706433/", "private_address"],
    ["this machine in hexadecimal", "https://0x7f.0.0.1/", "private_address"],
    ["this machine in octal", "https://0177.0.0.1/", "private_address"],
    ["this machine as 0", "https://0.0.0.0/", "private_address"],
    ["this machine by IPv6", "https://[::1]/", "private_address"],
    ["nowhere by IPv6", "https://[::]/", "private_address"],
    ["IPv4 within IPv6", "https://[::ffff:127.0.0.1]/", "private_address"],
    ["IPv4 within IPv6, the old way", "https://[::127.0.0.1]/", "private_address"],
    ["IPv4 behind NAT64", "https://[64:ff9b::a00:1]/", "private_address"],
    ["IPv4 behind 6to4", "https://[2002:7f00:1::]/", "private_address"],
    ["link-local, where clouds keep credentials", "https://169.254.169.254/latest/meta-data", "private_address"],
    ["link-local by IPv6", "https://[fe80::1]/", "private_address"],
    ["10.0.0.0/8", "https://10.1.2.3/", "private_address"],
    ["172.16.0.0/12", "https://172.31.255.255/", "private_address"],
    ["192.168.0.0/16", "https://192.168.0.1/", "private_address"],
    ["the network of a carrier", "https://100.64.0.1/", "private_address"],
    ["unique local", "https://[fd00::1]/", "private_address"],
    ["benchmarking", "https://198.18.0.1/", "private_address"],
    ["multicast", "https://224.0.0.1/", "private_address"],
    ["reserved", "https://240.0.0.1/", "private_address"],
    ["everybody", "https://255.255.255.255/", "private_address"],
    ["documentation", "https://[2001:db8::1]/", "private_address"],
  ] as const)("%s", async (_, url, problem) => {
    expect(await post(url)).toMatchObject({ problem, address: null, status: null });
    expect(await outbound().check(url)).toBe(problem);
  });

  test.each([
    ["a name that leads to this machine", ["127.0.0.1"], "private_address"],
    ["a name with one private address among public ones", ["93.184.216.34", "10.0.0.1"], "private_address"],
    ["a name without an address", [], "unknown_host"],
  ] as const)("%s", async (_, addresses, problem) => {
    const resolve = () => Promise.resolve(addresses);
    expect(await post("https://shop.example.com/", { resolve })).toMatchObject({ problem, address: null });
  });

  test("a name nobody knows", async () => {
    const resolve = () => Promise.reject(new Error("ENOTFOUND"));
    expect(await outbound({ resolve }).check("https://shop.example.com/")).toBe("unknown_host");
  });

  test("a public one without encryption", async () => {
    const resolve = () => Promise.resolve(["93.184.216.34"]);
    expect(await outbound({ resolve }).check("http://shop.example.com/")).toBe("not_encrypted");
    expect(await outbound({ resolve }).check("https://shop.example.com/")).toBeNull();
  });
});

const thisMachine = ranges(["127.0.0.1", 32]);

test("a private one that the configuration allows is called, with headers and body as given", async () => {
  const { port, heard } = await listen("127.0.0.1", { status: 204 });
  const result = await post(`http://127.0.0.1:${port}/hook?a=1`, { privateRanges: thisMachine }, { "x-note": "hello" });
  expect(result).toMatchObject({ status: 204, problem: null, address: "127.0.0.1" });
  expect(heard).toEqual([`127.0.0.1:${port} /hook?a=1 hello {}`]);
});

test("a redirect is not followed, wherever it leads", async () => {
  const inside = await listen("127.0.0.1", { status: 200 });
  const { port } = await listen("127.0.0.1", {
    status: 302,
    headers: { location: `http://127.0.0.1:${inside.port}/` },
  });
  expect(await post(`http://127.0.0.1:${port}/`, { privateRanges: thisMachine })).toMatchObject({
    status: 302,
    problem: "redirected",
  });
  expect(inside.heard).toEqual([]);
});

test("a name that changes its address after it was judged is called at the address that was judged", async () => {
  const judged = await listen("127.0.0.2", { status: 200 });
  const rebound = await listen("127.0.0.1", { status: 200 }, judged.port);
  const answers = [["127.0.0.2"], ["127.0.0.1"]];
  const resolve = () => Promise.resolve(answers.shift() ?? ["127.0.0.1"]);
  const options = { privateRanges: ranges(["127.0.0.2", 32]), resolve };
  expect(await post(`http://rebind.example.com:${judged.port}/`, options)).toMatchObject({
    status: 200,
    address: "127.0.0.2",
  });
  expect(judged.heard).toHaveLength(1);
  expect(rebound.heard).toEqual([]);
  expect(answers).toHaveLength(1);
});

test("a header that would begin another one is not sent", async () => {
  const { port, heard } = await listen("127.0.0.1", { status: 200 });
  const headers = { "x-note": "a\r\nx-evil: 1" };
  const result = await post(`http://127.0.0.1:${port}/`, { privateRanges: thisMachine }, headers);
  expect(result).toMatchObject({ status: null, problem: "control_characters" });
  expect(heard).toEqual([]);
});

test.each([
  [500, "refused"],
  [404, "refused"],
] as const)("an answer of %i counts as %s", async (status, problem) => {
  const { port } = await listen("127.0.0.1", { status });
  expect(await post(`http://127.0.0.1:${port}/`, { privateRanges: thisMachine })).toMatchObject({ status, problem });
});

test("one that says nothing is not waited for, and one that is not there is told apart", async () => {
  const silent = await listen("127.0.0.1", "nothing");
  const options = { privateRanges: thisMachine, timeoutMs: 50 };
  expect(await post(`http://127.0.0.1:${silent.port}/`, options)).toMatchObject({ problem: "timed_out" });
  const gone = await listen("127.0.0.1", "nothing");
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await post(`http://127.0.0.1:${gone.port}/`, options)).toMatchObject({ problem: "unreachable" });
});

test("a certificate nobody trusts keeps what would be sent here", async () => {
  const { port, heard } = await listen("127.0.0.1", { status: 200 });
  const result = await post(`https://127.0.0.1:${port}/`, { privateRanges: thisMachine });
  expect(result.problem === "not_trusted" || result.problem === "unreachable").toBe(true);
  expect(heard).toEqual([]);
});
