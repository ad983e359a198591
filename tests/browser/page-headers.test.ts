import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSecurityHeaders, policyOf } from "../support/expected-headers.ts";
import { exampleMissions } from "./example-missions.ts";
import { type Site, startSite } from "./site.ts";

let site: Site;
let missionPath: string;
beforeAll(async () => {
  site = await startSite({ HSTS: "on", CORS_ORIGINS: "https://partner.example" });
  missionPath = `/missions/${(await exampleMissions(site.api)).open}`;
});
afterAll(() => site.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(site.url + path, { method, headers: { accept: "text/html", ...headers }, redirect: "manual" });

describe("every answer of the pages carries the security headers", () => {
  const publicPages = () => [
    "/",
    "/en/search?q=x",
    "/villes/saint-etienne-42218",
    missionPath,
    "/nulle-part",
  ];
  const interactivePages = ["/publier", "/en/sign-in", "/compte", "/en/account/security", "/mot-de-passe"];

  it("public pages, under one constant policy that takes scripts and styles from our files alone", async () => {
    const policies = new Set<string>();
    for (const path of publicPages()) {
      for (const method of ["GET", "HEAD"]) {
        const { headers } = await get(path, {}, method);
        expectSecurityHeaders(`${method} ${path}`, headers);
        policies.add(headers.get("content-security-policy") ?? "");
      }
    }
    const [policy = ""] = policies;
    expect(policies.size).toBe(1);
    const directives = policyOf(new Headers({ "content-security-policy": policy }));
    expect([directives.get("script-src"), directives.get("style-src")]).toEqual(["'self'", "'self'"]);
  });

  it("interactive pages, whose scripts run by a nonce of this answer alone", async () => {
    const nonces = new Set<string>();
    for (const path of [...interactivePages, ...interactivePages]) {
      const { status, headers } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      expectSecurityHeaders(path, headers);
      const sources = policyOf(headers).get("script-src") ?? "";
      expect(sources).toMatch(/^'nonce-[\w-]{22,}'$/);
      nonces.add(sources);
    }
    expect(nonces.size).toBe(interactivePages.length * 2);
  });

  it("304, files, what is no file, what a page cannot do, and addresses that are none", async () => {
    const etag = (await get("/")).headers.get("etag") ?? "";
    const html = await (await get("/")).text();
    const files = Array.from(
      html.matchAll(/(?:src|href)="(\/(?:assets|enhance)\/[^"]+)"/g),
      ([, file = ""]) => file,
    );
    expect(files.length).toBeGreaterThan(1);
    const asked: [number, string, Record<string, string>, string][] = [
      [304, "/", { "if-none-match": etag }, "GET"],
      ...files.map((file): [number, string, Record<string, string>, string] => [200, file, {}, "GET"]),
      [200, "/favicon.svg", {}, "GET"],
      [200, "/robots.txt", {}, "HEAD"],
      [404, "/assets/none.js", {}, "GET"],
      [404, "/assets/%2e%2e/server/index.js", {}, "GET"],
      [405, "/", {}, "POST"],
      [405, "/publier", {}, "OPTIONS"],
      [400, "/en/%zz", {}, "GET"],
    ];
    for (const [status, path, headers, method] of asked) {
      const answer = await get(path, headers, method);
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expectSecurityHeaders(`${method} ${path}`, answer.headers);
    }
  });

  it("no other site reads the pages, a listed one neither: they are not the API", async () => {
    for (const path of ["/", "/publier", "/favicon.svg"]) {
      const { headers } = await get(path, { origin: "https://partner.example" });
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers.get("vary") ?? "").not.toContain("Origin");
    }
  });
});
