import { afterEach, describe, expect, test } from "vitest";
import { type OpenedStream, openStream } from "../../../../tests/support/event-stream.ts";
import { marketOnTwoInstances } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";
import { moderator } from "../../../../tests/support/people.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from "./access-tokens.ts";

const world = marketOnTwoInstances();
const { paul, zoe, server } = world;

const opened: OpenedStream[] = [];
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});
const listen = async (who: Person) => {
  const stream = await openStream(server.url, "/me/events", { authorization: `Bearer ${who.token}` });
  opened.push(stream);
  return stream;
};
const names = (stream: OpenedStream) => stream.events.map(({ name }) => name);
const isNew = (who: Person, news: "notification" | "message") =>
  server.resources.database.transaction(async (tx) => invalidateOnCommit(tx, personTag(who.userId, news)));

describe("what is new for a person", () => {
  test("is told to its own pages alone, and only that it is", async () => {
    const [own, others] = [await listen(paul), await listen(zoe)];
    await isNew(paul, "message");
    await isNew(paul, "notification");
    expect(await own.next()).toMatchObject({ name: "message", data: {} });
    expect(await own.next()).toMatchObject({ name: "notification", data: {} });
    await isNew(zoe, "message");
    expect(await others.next()).toMatchObject({ name: "message" });
    expect(names(others)).toEqual(["message"]);
  });

  test("needs a token", async () => {
    expect((await openStream(server.url, "/me/events")).status).toBe(401);
  });
});

describe("a person's stream ends, and says nothing more, at once when", () => {
  const account = async () => moderator(server);
  const ends = async (stream: OpenedStream, last: string) => {
    const text = await stream.whole();
    expect(text.endsWith(`event: ${last}\ndata: {}\n\n`), text).toBe(true);
  };

  test("it signs out", async () => {
    const who = await account();
    const stream = await listen(who);
    await server.api.post("/auth/logout", undefined, { token: who.token });
    await ends(stream, "session");
  });

  test("it ends all its other sessions elsewhere; its own goes on", async () => {
    const who = await account();
    const stream = await listen(who);
    await server.api.request("DELETE", "/api/v1/me/sessions", { token: who.token });
    await isNew(who, "message");
    expect(await stream.next()).toMatchObject({ name: "message" });
  });

  test("it is suspended, or its roles change", async () => {
    for (const change of [{ suspended: true }, { roles: ["client", "provider"] }]) {
      const who = await account();
      const admin = await account();
      await server.sql("update users set roles = roles || '{admin}' where id = $1", [admin.userId]);
      const stream = await listen(who);
      const answer = await admin.patch(`/admin/users/${who.userId}`, {
        ...change,
        reason: "Une raison que chacun peut lire.",
      });
      expect(answer.status, answer.text).toBe(200);
      await ends(stream, "session");
    }
  });

  test("its access token is too old", async () => {
    const who = await account();
    const [session] = await server.sql<{ id: string }>("select id from sessions where user_id = $1", [
      who.userId,
    ]);
    const tokens = createAccessTokens({
      keys: server.resources.secrets.authKeys,
      publicUrl: () => server.resources.config.publicUrl as string,
    });
    const old = new Date(Date.now() - (ACCESS_TOKEN_SECONDS - 3) * 1_000);
    const { accessToken } = await tokens.issue({ userId: who.userId, sessionId: session?.id as string }, old);
    const stream = await openStream(server.url, "/me/events", { authorization: `Bearer ${accessToken}` });
    await ends(stream, "expired");
    const again = await openStream(server.url, "/me/events", { authorization: `Bearer ${accessToken}` });
    expect(again.status).toBe(401);
  });
});
