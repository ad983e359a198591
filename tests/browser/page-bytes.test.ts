import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuiltPages, requireBuiltPages } from "../../src/cli/build-pages.ts";
import { locales } from "../../src/shared/locale.ts";
import { type PageName, paths, pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import { exampleMissions } from "./example-missions.ts";
import { type Site, startSite } from "./site.ts";

let site: Site;
let missionPath: string;
beforeAll(async () => {
  site = await startSite();
  missionPath = `/missions/${(await exampleMissions(site.api)).open}`;
});
afterAll(() => site?.close());

const html = { accept: "text/html", "accept-encoding": "identity" };
const get = (path: string, headers: Record<string, string> = html) =>
  fetch(site.url + path, { headers, redirect: "manual" });
const publicPaths = () => [
  "/",
  "/en",
  "/recherche?q=electricien",
  "/villes/saint-etienne-42218",
  missionPath,
];

describe("public pages", () => {
  it("are the same bytes for whoever asks, with a strong ETag and a policy that never changes", async () => {
    const policies = new Set<string | null>();
    for (const path of publicPaths()) {
      const anyone = await get(path);
      const somebody = await get(path, {
        ...html,
        cookie: "a=b",
        "accept-language": "en",
        authorization: "Bearer x",
      });
      expect(anyone.status, path).toBe(200);
      expect(await somebody.text()).toBe(await anyone.text());
      expect(anyone.headers.get("etag")).toMatch(/^"[\w-]+"$/);
      expect(somebody.headers.get("etag")).toBe(anyone.headers.get("etag"));
      expect(anyone.headers.get("vary")).toBe("Accept-Encoding");
      policies.add(anyone.headers.get("content-security-policy"));
    }
    expect([...policies]).toEqual([expect.stringContaining("script-src 'self'; style-src 'self'")]);
    expect([...policies][0]).not.toMatch(/unsafe|nonce/);
  });

  it("hold no script or style of their own, nor a handler in an attribute", async () => {
    for (const path of publicPaths()) {
      const text = await (await get(path)).text();
      const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes);
      for (const attributes of scripts) {
        expect(attributes, path).toMatch(/type="module" src="\/enhance\/|type="application\/ld\+json"/);
      }
      expect(text, path).not.toMatch(/<style\b|\sstyle=|\son[a-z]+="/);
    }
  });

  it("answer 304 to whoever has the bytes, in each encoding by its own ETag", async () => {
    const etags = new Set<string>();
    for (const encoding of ["identity", "gzip", "br"]) {
      const headers = { accept: "text/html", "accept-encoding": encoding };
      const first = await get("/recherche", headers);
      const etag = first.headers.get("etag") ?? "";
      expect(first.headers.get("content-encoding")).toBe(encoding === "identity" ? null : encoding);
      expect(await first.text()).toContain("<!DOCTYPE html>");
      const again = await get("/recherche", { ...headers, "if-none-match": `W/"old", ${etag}` });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      etags.add(etag);
    }
    expect(etags.size).toBe(3);
  });

  it("weigh at most 30 kB with all they load before a person acts", async () => {
    for (const path of ["/", "/recherche?q=electricien", missionPath]) {
      const headers = { accept: "text/html", "accept-encoding": "br" };
      const text = await (await get(path, headers)).text();
      const files = [...text.matchAll(/(?:src|href)="(\/(?:assets|enhance)\/[^"]+|\/favicon\.svg)"/g)];
      expect(files.length).toBeGreaterThanOrEqual(3);
      let bytes = await sentBytes(path, headers);
      for (const [, file] of files) bytes += await sentBytes(file ?? "", headers);
      expect(bytes, path).toBeLessThanOrEqual(30_000);
    }
  });
});

describe("the build", () => {
  it("is not made again while its sources stay as they are", async () => {
    const said: string[] = [];
    await ensureBuiltPages((line) => said.push(line));
    expect(said).toEqual([]);
    await requireBuiltPages();
  });
});

describe("interactive pages", () => {
  it("carry a fresh nonce, are kept by nobody, and have no ETag", async () => {
    const nonces = new Set<string>();
    const paths = ["/publier", "/publier", "/en/my-offers", "/connexion", "/en/forgot-password"];
    paths.push("/mot-de-passe", "/en/account", "/compte/securite");
    for (const path of paths) {
      const answer = await get(path);
      expect(answer.headers.get("cache-control")).toBe("private, no-cache");
      expect(answer.headers.get("etag")).toBeNull();
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? "";
      const text = await answer.text();
      expect(text).toContain(`<script nonce="${nonce}"`);
      expect(text).not.toMatch(/\sstyle=/);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(paths.length);
  });
});

describe("the table of pages", () => {
  it("leads with every path to a page of its own, in its language", async () => {
    const parameters = { id: missionPath.split("/").at(-1) ?? "", place: "lyon-69123", code: "not_found" };
    for (const page of Object.keys(paths) as PageName[])
      for (const locale of locales) {
        const path = pathTo(locale, page, parameters);
        const answer = await get(path);
        const text = await answer.text();
        expect(answer.status, path).toBe(200);
        expect(text, path).toContain(`<html lang="${locale}">`);
        expect(text, path).not.toContain(common[locale].notFoundTitle);
      }
  });
});

describe("what is not there", () => {
  it("is a page for people, in the language of the address, and a problem document for programs", async () => {
    const french = await get("/nulle-part");
    expect([french.status, french.headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect(await french.text()).toContain('<html lang="fr">');
    expect(await (await get("/en/nowhere")).text()).toContain("This page does not exist");
    const missing = await get("/en/missions/00000000-0000-7000-8000-000000000000");
    expect([missing.status, (await missing.text()).includes("This page does not exist")]).toEqual([
      404,
      true,
    ]);
    const program = await get("/nulle-part", { accept: "application/json" });
    expect(program.headers.get("content-type")).toContain("application/problem+json");
    const api = await get("/api/v1/nowhere");
    expect([api.status, api.headers.get("content-type")]).toEqual([
      404,
      expect.stringContaining("application/problem+json"),
    ]);
  });

  it("stays an answer, never a fault, whatever stands in the address", async () => {
    const hostile = [
      "/recherche?q=%00%ff",
      "/recherche?q=%27%3B--&min=-1&max=9e99&sort=%3Cscript%3E&cursor=forged",
      `/recherche?q=${"a".repeat(6_000)}`,
      "/villes/..%2f..%2fetc-passwd",
      "/villes/%F0%9F%92%A9-99999",
      "/missions/not-an-id",
      "//evil.example/",
      "/en/towns/%E0%A4%A",
    ];
    for (const path of hostile) {
      const { status } = await get(path);
      expect(status, path).toBeLessThan(500);
    }
  });
});

/** How many bytes of content travel, as a browser would receive them. */
async function sentBytes(path: string, headers: Record<string, string>): Promise<number> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(site.url + path, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const body = Buffer.concat(parts);
        // Proves that what was counted is what the browser decodes.
        if (answer.headers["content-encoding"] === "br") brotliDecompressSync(body);
        resolve(body.length);
      });
    })
      .on("error", reject)
      .end();
  });
}
