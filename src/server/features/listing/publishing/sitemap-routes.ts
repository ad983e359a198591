import { pipeline, Readable } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { z } from "zod";
import { notFound } from "../../../core/errors.ts";
import { encodingFor } from "../../../http/answers/accept-encoding.ts";
import type { App } from "../../../http/app.ts";
import { addVary } from "../../../http/vary.ts";
import { pagesFile, type Sitemap } from "./sitemap.ts";

const XML = "application/xml; charset=utf-8";
const AN_HOUR = "public, max-age=3600";
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const hidden = { schema: { hide: true } } as const;

export interface SitemapRoutesDependencies {
  readonly sitemap: Sitemap;
  readonly publicUrl: () => string;
}

/** What search engines look for at any site: what they may read, and where the public pages are. */
export function sitemapRoutes(app: App, { sitemap, publicUrl }: SitemapRoutesDependencies): void {
  app.get("/robots.txt", { ...hidden, config: { limits: [] } }, (_request, reply) =>
    reply
      .header("cache-control", "public, max-age=86400")
      .type("text/plain; charset=utf-8")
      .send(robotsTxt(publicUrl())),
  );
  app.get("/sitemap.xml", hidden, async (_request, reply) =>
    reply
      .header("cache-control", AN_HOUR)
      .type(XML)
      .send(await sitemap.index()),
  );
  app.get("/sitemaps/pages.xml", hidden, (_request, reply) =>
    reply.header("cache-control", AN_HOUR).type(XML).send(pagesFile(publicUrl())),
  );
  app.get("/sitemaps/:file", {
    config: { limits: ["global", "search"] },
    schema: { hide: true, params: z.object({ file: z.string().max(40) }) },
    handler: async (request, reply) => {
      const number = /^missions-([1-9]\d{0,5})\.xml$/.exec(request.params.file)?.[1];
      const file = number === undefined ? null : await sitemap.file(Number(number));
      if (file === null) throw notFound();
      reply.header("cache-control", AN_HOUR).type(XML);
      addVary(reply, "Accept-Encoding");
      const encoding = encodingFor(request.headers["accept-encoding"]);
      // Several megabytes that are never held as a whole: they leave as they are read.
      const pieces = Readable.from(file);
      if (encoding === "identity") return reply.send(pieces);
      reply.header("content-encoding", encoding);
      const zipped = encoding === "br" ? createBrotliCompress(BROTLI) : createGzip();
      // Where one of both ends early, so does the other, and with it the answer.
      return reply.send(pipeline(pieces, zipped, () => {}));
    },
  });
}

/** RFC 9309. Pages of one's own say themselves that they are not to be shown. */
const robotsTxt = (publicUrl: string): string =>
  [
    "User-agent: *",
    "Disallow: /api/",
    "Disallow: /calendrier/",
    "",
    `Sitemap: ${publicUrl}/sitemap.xml`,
    "",
  ].join("\n");
