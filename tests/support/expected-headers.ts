import { expect } from "vitest";

/** What every answer of a server with HSTS=on must carry, whatever it is; written out, not taken from the program. */
export function expectSecurityHeaders(what: string, headers: Headers): void {
  const of = (name: string) => headers.get(name) ?? "";
  const got = {
    hsts: of("strict-transport-security"),
    sniff: of("x-content-type-options"),
    referrer: of("referrer-policy"),
    opener: of("cross-origin-opener-policy"),
    embedder: of("cross-origin-embedder-policy"),
    resource: of("cross-origin-resource-policy"),
    software: of("server") + of("x-powered-by"),
  };
  expect(got, what).toEqual({
    hsts: "max-age=63072000; includeSubDomains",
    sniff: "nosniff",
    referrer: "same-origin",
    opener: "same-origin",
    embedder: "require-corp",
    resource: "same-origin",
    software: "",
  });
  expect(of("permissions-policy"), what).toMatch(/\bcamera=\(\).*\bgeolocation=\(\).*\bmicrophone=\(\)/);
  const policy = policyOf(headers);
  for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"]) {
    expect([name, policy.get(name)], what).toEqual([name, "'none'"]);
  }
  expect(of("content-security-policy"), what).not.toMatch(/unsafe-|https?:|\*/);
}

/** The policy's directives. */
export function policyOf(headers: Headers): Map<string, string> {
  const directives = (headers.get("content-security-policy") ?? "").split(/\s*;\s*/).filter(Boolean);
  return new Map(
    directives.map((directive): [string, string] => {
      const [name = "", ...sources] = directive.split(/\s+/);
      return [name, sources.join(" ")];
    }),
  );
}
