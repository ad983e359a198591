import Fastify from "fastify";
import { expect, test } from "vitest";
import type { App } from "../../src/server/http/app.ts";
import { requireAudited } from "../../src/server/http/requests/audited-routes.ts";
import { checkPermissions } from "../../src/server/http/requests/permissions.ts";
import { startTestServer } from "../support/server.ts";

/** A program with one route under the check, started as the real one is. */
async function startWith(config: Record<string, unknown> | undefined) {
  const app = Fastify();
  await app.register(
    async (api) => {
      checkPermissions(api as unknown as App);
      api.get("/things", { ...(config && { config }) }, async () => "things");
    },
    { prefix: "/api/v1" },
  );
  await app.ready();
  await app.close();
}

test("a program with a route that does not say who may call it does not start, and names the route", async () => {
  await expect(startWith(undefined)).rejects.toThrow("GET /api/v1/things does not say who may call it");
  await expect(startWith({ permission: "users:read" })).rejects.toThrow("/api/v1/things");
  await expect(startWith({ access: "public", permission: "users:read" })).rejects.toThrow("asks visitors");
  await startWith({ access: "public" });
  await startWith({ access: "user", permission: "users:read" });
});

test("a program with a changing route that does not say what the log of actions holds of it does not start", async () => {
  const startWithPost = async (config: Record<string, unknown>) => {
    const app = Fastify();
    await app.register(async (api) => {
      requireAudited(api as unknown as App);
      api.get("/things", async () => "things");
      api.post("/things", { config }, async () => "thing");
    });
    await app.ready();
    await app.close();
  };
  await expect(startWithPost({ access: "user" })).rejects.toThrow("POST /things does not say what the log");
  await startWithPost({ access: "user", audit: "thing.create" });
  await startWithPost({ access: "user", audit: { none: "nothing is kept of it" } });
});

test("a program with a route that shows what moderators alone may see, and leaves no entry, does not start", async () => {
  const startWithGet = async (config: Record<string, unknown>) => {
    const app = Fastify();
    await app.register(async (api) => {
      requireAudited(api as unknown as App);
      api.get("/things", { config }, async () => "things");
    });
    await app.ready();
    await app.close();
  };
  await expect(startWithGet({ access: "user", permission: "users:read" })).rejects.toThrow(
    "GET /things does not say",
  );
  await expect(startWithGet({ access: "user", look: { type: "thing" } })).rejects.toThrow(
    "name its one action",
  );
  const none = { none: "nothing of it is anybody's" };
  await startWithGet({ access: "user", permission: "users:read", audit: none });
  await startWithGet({
    access: "user",
    permission: "users:read",
    audit: "user.look",
    look: { type: "user" },
  });
  await startWithGet({ access: "user", permission: "missions:draft" });
});

test("every route of the running API was under that check", async () => {
  const server = await startTestServer();
  const { body } = await server.api.request("GET", "/openapi.json");
  for (const [path, methods] of Object.entries<Record<string, { security: object[] }>>(body.paths)) {
    if (!path.startsWith("/api/v1/")) continue;
    for (const [method, { security }] of Object.entries(methods))
      expect([method, path, security.length > 0]).toEqual([method, path, true]);
  }
  await server.close();
});
