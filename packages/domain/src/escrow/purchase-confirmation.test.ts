import { describe, expect, test } from "vitest";
import { kstDayStart } from "../kst-time.ts";
import { purchaseConfirmation } from "./purchase-confirmation.ts";

describe("a purchase confirms itself", () => {
  test.each([
    ["2026-11-23", "2026-11-26", "2026-12-01", "no holiday near"],
    ["2026-11-20", "2026-11-25", "2026-11-30", "over one weekend"],
    ["2026-11-21", "2026-11-25", "2026-11-30", "from a Saturday"],
    ["2026-11-22", "2026-11-25", "2026-11-30", "from a Sunday"],
    ["2026-02-12", "2026-02-20", "2026-02-25", "Seollal in between"],
    ["2026-02-13", "2026-02-23", "2026-02-26", "the Friday before Seollal"],
    ["2026-02-14", "2026-02-23", "2026-02-26", "the Saturday before Seollal"],
    ["2026-02-17", "2026-02-23", "2026-02-26", "on Seollal itself"],
    ["2026-02-27", "2026-03-05", "2026-03-10", "a substitute for 1 March"],
    ["2026-04-29", "2026-05-06", "2026-05-11", "Labour and Children's Day"],
    ["2026-04-30", "2026-05-07", "2026-05-12", "the eve of Labour Day"],
    ["2026-05-04", "2026-05-08", "2026-05-13", "between two holidays"],
    ["2026-05-21", "2026-05-27", "2026-06-01", "the substitute for Buddha's Birthday"],
    ["2026-05-22", "2026-05-28", "2026-06-02", "the Friday before it"],
    ["2026-06-01", "2026-06-05", "2026-06-10", "an election"],
    ["2026-06-02", "2026-06-08", "2026-06-11", "the eve of an election"],
    ["2026-06-05", "2026-06-10", "2026-06-15", "Memorial Day on a Saturday"],
    ["2026-07-15", "2026-07-21", "2026-07-24", "Constitution Day"],
    ["2026-07-16", "2026-07-22", "2026-07-27", "its eve"],
    ["2026-08-13", "2026-08-19", "2026-08-24", "the substitute for Liberation Day"],
    ["2026-08-14", "2026-08-20", "2026-08-25", "the Friday before it"],
    ["2026-09-21", "2026-09-28", "2026-10-01", "Chuseok in between"],
    ["2026-09-22", "2026-09-29", "2026-10-02", "two days before Chuseok"],
    ["2026-09-23", "2026-09-30", "2026-10-06", "the eve of Chuseok"],
    ["2026-09-25", "2026-09-30", "2026-10-06", "on Chuseok itself"],
    ["2026-10-01", "2026-10-07", "2026-10-13", "the substitute for Foundation Day and Hangeul Day"],
    ["2026-10-02", "2026-10-08", "2026-10-14", "the Friday before both"],
    ["2026-10-07", "2026-10-13", "2026-10-16", "Hangeul Day"],
    ["2026-10-08", "2026-10-14", "2026-10-19", "its eve"],
    ["2026-12-23", "2026-12-29", "2027-01-04", "Christmas and New Year"],
    ["2026-12-24", "2026-12-30", "2027-01-05", "Christmas Eve"],
    ["2026-12-30", "2027-01-05", "2027-01-08", "New Year"],
    ["2026-12-31", "2027-01-06", "2027-01-11", "the last day of the year"],
    ["2027-02-04", "2027-02-11", "2027-02-16", "Seollal over a weekend with its substitute"],
    ["2027-02-05", "2027-02-12", "2027-02-17", "the Friday before it"],
    ["2025-01-24", "2025-02-04", "2025-02-07", "Seollal with a temporary holiday"],
    ["2025-05-30", "2025-06-05", "2025-06-11", "an election and Memorial Day"],
    ["2025-10-01", "2025-10-13", "2025-10-16", "Foundation Day and the longest Chuseok"],
    ["2025-10-02", "2025-10-14", "2025-10-17", "its eve"],
    ["2025-10-05", "2025-10-14", "2025-10-17", "on its first day"],
  ])(
    "from %s: delivered then, on %s; only registered then, on %s (%s)",
    (day, afterDelivery, afterRegistration, _why) => {
      const registeredAt = kstDayStart(day) + 15 * 3600;
      expect(purchaseConfirmation({ registeredAt, deliveredOn: day })).toEqual({
        on: afterDelivery,
        basis: "delivery",
      });
      expect(purchaseConfirmation({ registeredAt, deliveredOn: null })).toEqual({
        on: afterRegistration,
        basis: "registration",
      });
    },
  );

  test("counts from the day in Seoul, whatever the hour", () => {
    const midnight = kstDayStart("2026-11-23");
    expect(purchaseConfirmation({ registeredAt: midnight, deliveredOn: null })?.on).toBe("2026-12-01");
    expect(purchaseConfirmation({ registeredAt: midnight - 1, deliveredOn: null })?.on).toBe("2026-11-30");
  });

  test("says nothing while nothing is registered, nor beyond the known holidays", () => {
    expect(purchaseConfirmation({ registeredAt: null, deliveredOn: null })).toBeUndefined();
    const registeredAt = kstDayStart("2027-12-29");
    expect(purchaseConfirmation({ registeredAt, deliveredOn: null })).toBeUndefined();
  });
});
