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

  it("what browsers and phones look for under names of their own is there, of its kind and size", async () => {
    const kinds: Record<string, [type: string, start: string]> = {
      "/favicon.ico": ["image/vnd.microsoft.icon", "\x00\x00\x01\x00"],
      "/favicon.svg": ["image/svg+xml", "<svg"],
      "/apple-touch-icon.png": ["image/png", "\x89PNG"],
      "/manifest.webmanifest": ["application/manifest+json", "{"],
      "/robots.txt": ["text/plain; charset=utf-8", "User-agent: *"],
    };
    for (const [path, [type, start]] of Object.entries(kinds)) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 200, type]);
      expect([path, answer.headers.get("cache-control")]).toEqual([path, "public, max-age=86400"]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.toString("latin1").slice(0, start.length), path).toBe(start);
      expectSecurityHeaders(path, answer.headers);
    }
    const html = await (await get("/")).text();
    for (const path of Object.keys(kinds).slice(0, 4)) expect(html).toContain(`href="${path}"`);
    const { icons } = (await (await get("/manifest.webmanifest")).json()) as {
      icons: { src: string; sizes: string }[];
    };
    for (const { src, sizes } of icons) {
      const bytes = Buffer.from(await (await get(src)).arrayBuffer());
      const size = src.endsWith(".svg") ? "any" : `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
      expect([src, size]).toEqual([src, sizes]);
    }
  });

  it("wherever it sends a browser on, it is to us; password managers to the page where one's own is changed", async () => {
    const tried = [
      "/docs/static/index.html",
      "//evil.example",
      "//evil.example/docs",
      "/publier/",
      "/en/",
      "/.//evil.example",
    ];
    for (const path of [
      "/.well-known/change-password",
      ...tried,
      "/docs//evil.example/",
      "/assets//evil.example/..",
      "/\\evil.example",
    ]) {
      const { status, headers } = await fetch(site.url + path, { redirect: "manual" });
      const location = headers.get("location");
      if (location !== null) expect(new URL(location, site.url + path).origin, path).toBe(site.url);
      expect([path, status >= 300 && status < 400]).toEqual([path, location !== null]);
    }
    const { status, headers } = await get("/.well-known/change-password");
    expect([status, headers.get("location")]).toEqual([302, "/compte/securite"]);
    expectSecurityHeaders("change-password", headers);
  });

  it("no other site reads the pages, a listed one neither: they are not the API", async () => {
    for (const path of ["/", "/publier", "/favicon.svg"]) {
      const { headers } = await get(path, { origin: "https://partner.example" });
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers.get("vary") ?? "").not.toContain("Origin");
    }
  });
});
