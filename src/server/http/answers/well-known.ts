import type { FastifyReply, FastifyRequest } from "fastify";
import type { Locale } from "../../../shared/locale.ts";
import { pathTo } from "../../../shared/page-paths.ts";
import type { App } from "../app.ts";
import { unlimited } from "../limits/limits.ts";
import { languageOf } from "../problems/problem.ts";
import { addVary } from "../vary.ts";

export interface WellKnownOptions {
  readonly publicUrl: () => string;
  /** Where whoever found a weakness writes to, as a URI; null: nobody is named. */
  readonly securityContact: string | null;
}

/** RFC 9116, section 2.5.5 recommends less than a year. */
const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

const hidden = { config: unlimited, schema: { hide: true } } as const;

/** What programs look for at fixed places of any site. */
export function wellKnownRoutes(app: App, { publicUrl, securityContact }: WellKnownOptions): void {
  if (securityContact !== null) {
    app.get("/.well-known/security.txt", hidden, (_request, reply) =>
      reply
        .header("cache-control", "public, max-age=86400")
        .type("text/plain; charset=utf-8")
        .send(securityTxt(securityContact, publicUrl(), Date.now())),
    );
  }
}

/**
 * Where one's own password is changed, for password managers (W3C, A Well-Known URL for Changing Passwords). The page
 * is French, as all that no address says otherwise of.
 */
export function changePasswordRoute(app: App): void {
  app.get("/.well-known/change-password", hidden, (_request, reply) =>
    reply.header("cache-control", "public, max-age=86400").redirect(pathTo("fr", "security"), 302),
  );
}

/**
 * Where the `type` of a problem leads: to the page that explains it, in the reader's language. It has no language of
 * its own, since it is the name of the code.
 */
export function problemTypeRoute(app: App): void {
  const lead = (request: FastifyRequest, reply: FastifyReply, page: (locale: Locale) => string) => {
    addVary(reply, "Accept-Language");
    return reply.header("cache-control", "public, max-age=86400").redirect(page(languageOf(request)), 302);
  };
  app.get("/problems", hidden, (request, reply) =>
    lead(request, reply, (locale) => pathTo(locale, "problems")),
  );
  app.get<{ Params: { code: string } }>("/problems/:code", hidden, (request, reply) =>
    lead(request, reply, (locale) => pathTo(locale, "problem", { code: request.params.code })),
  );
}

/** RFC 9116. The same text all day, so that it can be kept; it never expires while it is served. */
export function securityTxt(contact: string, publicUrl: string, now: number): string {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date(today + VALID_DAYS * DAY_MS).toISOString()}`,
    "Preferred-Languages: fr, en",
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    "",
  ].join("\r\n");
}
