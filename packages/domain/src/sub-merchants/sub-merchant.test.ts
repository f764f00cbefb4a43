import { describe, expect, test } from "vitest";
import { readConsoleAddress, subMerchantDeclaration } from "./sub-merchant.ts";

describe("the address of another console", () => {
  test.each([
    ["https://pop.example.com", "https://pop.example.com"],
    [" https://POP.Example.com/ ", "https://pop.example.com"],
    ["https://pop.example.com:443", "https://pop.example.com"],
    ["https://pop.example.com:8443", "https://pop.example.com:8443"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["http://localhost:8787", "http://localhost:8787"],
    ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
    ["http://[::1]:8787", "http://[::1]:8787"],
    ["http://localhost:80", "http://localhost"],
  ])("%s is kept as %s", (text, kept) => {
    expect(readConsoleAddress(text)).toBe(kept);
    expect(readConsoleAddress(kept)).toBe(kept);
  });

  test.each([
    "",
    "pop.example.com",
    "http://pop.example.com",
    "http://10.0.0.7:8787",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://localhost@pop.example.com",
    "https://user:password@pop.example.com",
    "https://pop.example.com/sign-in",
    "https://pop.example.com?x=1",
    "https://pop.example.com#x",
    "https://pop.example.com\\@elsewhere.example.com",
    "https://팝업.example.com",
    "https://-.example.com-",
    "javascript:alert(1)",
    "data:text/html,x",
    "//pop.example.com",
    "https://pop.example.com\n.elsewhere.example.com",
    `https://${"a".repeat(200)}.example.com`,
  ])("%j leads nobody anywhere", (text) => {
    expect(readConsoleAddress(text)).toBeUndefined();
  });
});

describe("a declaration", () => {
  const address = "https://pop.example.com";

  test.each([["POP"], ["B2B"], ["000"], [null]])("takes the code %s", (code) => {
    expect(subMerchantDeclaration.safeParse({ code, address }).success).toBe(true);
  });

  test.each([["pop"], ["PO"], ["POPS"], [""], ["P P"], ["팝업점"]])("refuses the code %j", (code) => {
    expect(subMerchantDeclaration.safeParse({ code, address }).success).toBe(false);
  });

  test("takes an address only as it is kept", () => {
    expect(subMerchantDeclaration.safeParse({ code: "POP", address: `${address}/` }).success).toBe(false);
  });
});
