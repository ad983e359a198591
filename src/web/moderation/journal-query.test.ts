import { expect, test } from "vitest";
import { journalPath } from "./journal-query.ts";

test("what is asked for in the page's address is asked of the API; empty fields and strangers' names are not", () => {
  const path = journalPath(
    new URLSearchParams({
      action: " mission. ",
      result: "",
      actorId: "",
      resourceType: "mission",
      q: "x",
      to: "no",
    }),
  );
  expect(path).toBe("/admin/audit-events?action=mission.&resourceType=mission");
  expect(journalPath(new URLSearchParams())).toBe("/admin/audit-events");
});

test("a moment typed by the device's clock is asked for in UTC", () => {
  const path = journalPath(new URLSearchParams({ from: "2026-11-30T15:00" }));
  expect(path).toBe(
    `/admin/audit-events?from=${encodeURIComponent(new Date("2026-11-30T15:00").toISOString())}`,
  );
});
