import { describe, expect, it } from "vitest";
import { flagField, listField, nestPairs, numberField, readFields, UnreadableBody } from "./request-fields.ts";

const post = (body: string | FormData, type?: string) =>
  new Request("http://x/", { method: "POST", body, headers: type === undefined ? {} : { "content-type": type } });

describe("request fields", () => {
  it("are the same from JSON, a form with brackets, and a multipart form", async () => {
    const form = new FormData();
    form.append("imp_uid", "imp_1");
    form.append("extra[requester]", "customer");
    const wanted = { imp_uid: "imp_1", extra: { requester: "customer" } };
    expect(await readFields(post(JSON.stringify(wanted), "application/json"))).toEqual(wanted);
    expect(
      await readFields(post("imp_uid=imp_1&extra%5Brequester%5D=customer", "application/x-www-form-urlencoded")),
    ).toEqual(wanted);
    expect(await readFields(post(form))).toEqual(wanted);
    expect(await readFields(post(JSON.stringify(wanted), "text/plain"))).toEqual(wanted);
  });

  it("nest lists and lists of objects", () => {
    const fields = nestPairs([
      ["imp_uid[]", "a"],
      ["imp_uid[]", "b"],
      ["schedules[0][merchant_uid]", "m"],
      ["n[0]", "x"],
      ["n[1]", "y"],
    ]);
    expect(listField(fields, "imp_uid")).toEqual(["a", "b"]);
    expect(listField(fields, "n")).toEqual(["x", "y"]);
    expect(fields.schedules).toEqual({ 0: { merchant_uid: "m" } });
  });

  it("cannot reach a prototype", () => {
    expect(nestPairs([["__proto__[polluted]", "1"]])).toEqual({});
    expect("polluted" in {}).toBe(false);
  });

  it("tell a missing number from one that cannot be read", () => {
    expect(numberField({ amount: "" }, "amount")).toBeNull();
    expect(numberField({}, "amount")).toBeNull();
    expect(numberField({ amount: "1000" }, "amount")).toBe(1000);
    expect(numberField({ amount: 10.5 }, "amount")).toBe(10.5);
    for (const value of ["abc", "1,000", "1e9", {}, Number.NaN])
      expect(numberField({ amount: value }, "amount")).toBeUndefined();
  });

  it("read flags as published clients write them", () => {
    for (const value of [true, "true", "1", 1]) expect(flagField({ flag: value }, "flag")).toBe(true);
    for (const value of [false, "false", "0", undefined, null]) expect(flagField({ flag: value }, "flag")).toBe(false);
  });

  it("refuse a body that is not the JSON it claims to be", async () => {
    await expect(readFields(post("{", "application/json"))).rejects.toThrow(UnreadableBody);
    await expect(readFields(post("[]", "application/json"))).rejects.toThrow(UnreadableBody);
  });
});
