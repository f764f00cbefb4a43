import { describe, expect, test } from "vitest";
import { paymentColumns, readColumns, standardColumns, writeColumns } from "./payment-columns.ts";

describe("columns written in one line", () => {
  test("read back as they were, widths included", () => {
    const columns = [{ column: "impUid", width: 240 }, { column: "status" }, { column: "amount", width: 90 }] as const;
    expect(writeColumns(columns)).toBe("impUid-240.status.amount-90");
    expect(readColumns(writeColumns(columns))).toEqual(columns);
    expect(readColumns(writeColumns(standardColumns))).toEqual(standardColumns);
    const all = paymentColumns.map((column) => ({ column, width: 800 }));
    expect(readColumns(writeColumns(all))).toEqual(all);
  });

  test.each([
    ["says nothing", "", undefined],
    ["names no column there is", "nonsense.__proto__.constructor", undefined],
    ["names a column twice", "impUid-100.impUid-200", [{ column: "impUid", width: 100 }]],
    [
      "asks for absurd widths",
      "impUid-9999.status-1",
      [
        { column: "impUid", width: 800 },
        { column: "status", width: 60 },
      ],
    ],
    ["is damaged in places", "impUid-x.amount.-5.status-12345", [{ column: "amount" }, { column: "merchantUid" }]],
    ["leaves out every link", "status.amount", [{ column: "status" }, { column: "amount" }, { column: "merchantUid" }]],
  ])("a text that %s", (_what, text, columns) => {
    expect(readColumns(text)).toEqual(columns);
  });
});
