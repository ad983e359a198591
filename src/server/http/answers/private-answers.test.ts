import { beforeAll, describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";

const { server, client, paul: provider, judge: operator, missionIn } = marketWorld();
let missionId: string;
beforeAll(async () => {
  missionId = (await missionIn("published")).id;
});

interface Operation {
  readonly security?: readonly Record<string, unknown>[];
}

/** Every readable path of the API with real ids in it, but streams, which have no end; whether it needs a token. */
async function readablePaths(): Promise<{ path: string; needsToken: boolean }[]> {
  const { body } = await server.api.request("GET", "/openapi.json");
  return Object.entries(body.paths as Record<string, { get?: Operation }>)
    .filter(([path, { get }]) => path.startsWith("/api/v1") && get !== undefined && !path.endsWith("/events"))
    .map(([path, { get }]) => ({
      path: path.replace("/missions/{id}", `/missions/${missionId}`).replace(/\{\w+\}/g, missionId),
      needsToken: get?.security?.every((way) => Object.keys(way).length > 0) ?? false,
    }));
}

const shared = (header: string | null) => header !== null && !/no-store|private/.test(header);

describe("what only its owner may read", () => {
  test("is never kept by a cache, on any readable route that needs a token", async () => {
    const needing = (await readablePaths()).filter(({ needsToken }) => needsToken);
    expect(needing.length).toBeGreaterThan(3);
    for (const { path } of needing) {
      for (const reader of [client, provider, operator]) {
        const answer = await server.api.request("GET", path, { token: reader.token });
        expect(answer.headers.get("cache-control"), path).toBe("no-store");
      }
      const refused = await server.api.request("GET", path);
      expect(refused.status, path).toBe(401);
      expect(refused.headers.get("cache-control"), path).toBe("no-store");
    }
  });

  test("on a route that anyone may read, only what a visitor gets as well may be shared", async () => {
    const open = (await readablePaths()).filter(({ needsToken }) => !needsToken);
    for (const { path } of open) {
      const anonymous = await server.api.request("GET", path);
      for (const reader of [client, provider]) {
        const answer = await server.api.request("GET", path, { token: reader.token });
        if (!shared(answer.headers.get("cache-control"))) continue;
        expect(answer.text, path).toBe(anonymous.text);
      }
    }
  });

  test("is not given to another who sends the owner's ETag", async () => {
    for (const path of ["/me", "/me/missions", "/me/offers", `/missions/${missionId}`]) {
      const own = await client.get(path);
      const etag = own.headers.get("etag") ?? "";
      expect(etag).not.toBe("");
      expect((await client.get(path, { headers: { "if-none-match": etag } })).status).toBe(304);
      const other = await provider.get(path, { headers: { "if-none-match": etag } });
      expect(other.status, path).toBe(200);
      expect(other.text).not.toBe(own.text);
    }
  });
});

describe("bytes made for one person", () => {
  test("are given to nobody else, on any readable route, whoever asks first and with whatever ETags", async () => {
    const visitor = { token: undefined };
    const readers = [visitor, client, provider, operator];
    const required: Record<string, string> = { places: "?q=lyon", suggest: "?q=refaire" };
    let compared = 0;
    for (const { path: bare } of await readablePaths()) {
      const path = bare + (required[bare.split("/").at(-1) as string] ?? "");
      const read = ({ token }: { token?: string | undefined }, etag?: string) =>
        server.api.request("GET", path, {
          ...(token && { token }),
          ...(etag !== undefined && { headers: { "if-none-match": etag } }),
        });
      const own = [];
      for (const reader of readers) own.push(await read(reader));
      for (const [first, reader] of readers.entries()) {
        for (const [second, { headers, text }] of own.entries()) {
          const answer = await read(reader, headers.get("etag") ?? '"none"');
          const mine = own[first] as (typeof own)[number];
          if (answer.status === 304) {
            expect(mine.text, `${path}: ${first} with the ETag of ${second}`).toBe(text);
          } else {
            // A refusal names its request.
            expect(answer.status, path).toBe(mine.status);
            if (mine.status === 200) expect(answer.text, `${path}: ${first} after ${second}`).toBe(mine.text);
          }
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

describe("what is for machines", () => {
  test("says nothing of the inside on the public listener: no metrics, no version, no reasons", async () => {
    for (const path of [
      "/metrics",
      "/metrics/",
      "/api/v1/metrics",
      "/debug",
      "/server-status",
      "/.env",
      "/.git/HEAD",
    ]) {
      expect((await server.api.request("GET", path)).status, path).toBe(404);
    }
    const { body, text } = await server.api.request("GET", "/health");
    expect(Object.keys(body).sort()).toEqual(["checks", "status"]);
    for (const check of Object.values(body.checks)) expect(Object.keys(check as object)).toEqual(["status"]);
    expect(text).not.toMatch(/version|uptime|latency|error|ECONN|postgres/i);
  });

  test("the API's document is public on purpose", async () => {
    expect((await server.api.request("GET", "/openapi.json")).status).toBe(200);
    expect((await server.api.request("GET", "/docs")).status).toBe(200);
  });
});

describe("URLs that people write", () => {
  test("are text and nothing else: no field of the API stores one as a link", async () => {
    const { body } = await server.api.request("GET", "/openapi.json");
    // Headers such as Location hold addresses of our own.
    const { components, paths } = body;
    const bodies = JSON.stringify([components.schemas, paths], (key, value) =>
      key === "headers" ? undefined : value,
    );
    const formats = bodies.match(/"format":"(uri|url|iri)[^"]*"/g);
    expect(formats).toBeNull();
  });
});
