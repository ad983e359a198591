import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSite } from "../browser/site.ts";
import { missionInput, PASSWORD, person } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** What only a proxy may say; this server was told of none. */
const FORGED: Record<string, string> = {
  "x-forwarded-for": "203.0.113.7, 198.51.100.9",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "444",
  "x-forwarded-prefix": "/evil",
  "x-forwarded-server": "evil.example",
  forwarded: 'for="203.0.113.7";host=evil.example;proto=https',
  "x-real-ip": "203.0.113.7",
  "x-client-ip": "203.0.113.7",
  "true-client-ip": "203.0.113.7",
  "cf-connecting-ip": "203.0.113.7",
  "x-original-url": "/api/v1/me",
  "x-rewrite-url": "/api/v1/me",
  "x-original-host": "evil.example",
  "x-http-method-override": "DELETE",
  "x-http-method": "DELETE",
  "x-method-override": "DELETE",
  "x-forwarded-method": "DELETE",
};

describe("headers that only a proxy may set have no effect when a client sets them", () => {
  let site: TestServer;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.close());

  const forged = (headers = {}) => ({ headers: { ...FORGED, ...headers } });

  test("the caller's address stays the connection's, in the audit log and in the list of sessions", async () => {
    const someone = await person(site);
    const credentials = { email: someone.email, password: PASSWORD };
    const { status, body } = await site.api.post(
      "/auth/login",
      credentials,
      forged({ "user-agent": "forger" }),
    );
    expect(status).toBe(200);
    const sessions = await site.api.get("/me/sessions", { token: body.accessToken });
    expect(sessions.body.items[0]).toMatchObject({ userAgent: "forger", address: "127.0.0.1" });
    const details = await site.sql<{ text: string }>(
      "select row_to_json(d)::text as text from audit_details d",
    );
    const all = details.map(({ text }) => text).join("\n");
    expect(all).toContain("127.0.0.1");
    expect(all).not.toContain("203.0.113.7");
  });

  test("pages, addresses and redirects are the same as without them", async () => {
    const someone = await person(site);
    const created = await site.api.post("/missions", missionInput(), { token: someone.token, ...forged() });
    expect([created.status, created.headers.get("location")]).toEqual([
      201,
      `/api/v1/missions/${created.body.id}`,
    ]);
    const paths = [
      "/",
      "/en",
      "/recherche",
      `/missions/${created.body.id}`,
      "/connexion",
      "/robots.txt",
      "/openapi.json",
      "/docs",
      "/nowhere",
      "/recherche/",
    ];
    for (const path of paths) {
      const read = async (headers: Record<string, string>) => {
        const response = await fetch(new URL(path, site.url), { redirect: "manual", headers });
        const text = await response.text();
        return [
          response.status,
          response.headers.get("location"),
          text.replaceAll(/nonce="[^"]+"|[0-9a-f-]{36}/g, ""),
        ];
      };
      expect([path, await read(FORGED)]).toEqual([path, await read({})]);
      expect(JSON.stringify(await read(FORGED))).not.toContain("evil");
    }
  });

  test("the path and the method are those of the request line", async () => {
    const someone = await person(site);
    const live = await site.api.request("GET", "/livez", { token: someone.token, ...forged() });
    expect(live.body).toEqual({ status: "alive" });
    const hidden = await site.api.request("GET", "/api/v1/categories", forged());
    expect([hidden.status, hidden.text.includes(someone.email)]).toEqual([200, false]);
    const kept = await site.api.post("/auth/logout?_method=DELETE", undefined, {
      token: someone.token,
      ...forged(),
    });
    expect(kept.status).toBe(204);
    const created = await person(site);
    const posted = await site.api.post("/missions?_method=PATCH", missionInput({ publish: false }), {
      token: created.token,
      ...forged(),
    });
    expect(posted.status).toBe(201);
  });

  test("a forged host makes no foreign site ours", async () => {
    const someone = await person(site);
    const answer = await site.api.post(
      "/auth/login",
      { email: someone.email, password: PASSWORD },
      forged({ origin: "https://evil.example" }),
    );
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("links in mails point to the program's own address, whatever the request says of its host", async () => {
  const site = await startSite({ EMAIL_VERIFICATION: "required" });
  try {
    const registration = {
      email: "nouveau@example.org",
      password: "une phrase de passe assez longue",
      displayName: "N",
    };
    const { status } = await site.api.post("/auth/register", registration, { headers: FORGED });
    expect(status).toBe(202);
    const mail = await firstMail(join(site.dataDir, "mails"));
    expect(mail).toContain(`${site.publicUrl}/verifier#`);
    expect(mail).not.toContain("evil");
  } finally {
    await site.close();
  }
});

async function firstMail(folder: string): Promise<string> {
  for (;;) {
    const files = await readdir(folder).catch(() => []);
    // One that begins with a dot is still being written.
    const file = files.find((name) => /^[^.].*\.eml$/.test(name));
    if (file !== undefined) {
      const text = await readFile(join(folder, file), "utf8");
      return text.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    }
    await wait(50);
  }
}
