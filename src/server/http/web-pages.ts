import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Encoding } from "./accept-encoding.ts";
import type { App } from "./app.ts";
import { unlimited } from "./limits/limits.ts";
import { encode, encodingFor, PageBytes, type Representation } from "./web-pages-bytes.ts";
import { PageCache } from "./web-pages-cache.ts";
import type { PagesBuild, ReadApi, Site } from "./web-pages-contract.ts";
import { filePolicy, interactivePolicy } from "./web-pages-policy.ts";

export interface WebPagesOptions {
  /** Where `react-router build` put the pages. */
  readonly buildFolder: string;
  /** Known at the latest when the server listens. */
  readonly site: () => Site;
  /** Sent with the pages' own reads of the API, e.g. what exempts them from limits. */
  readonly innerHeaders?: Readonly<Record<string, string>>;
}

/** Pages are for people: the API's document leaves them out. */
const hidden = { config: { access: "public" }, schema: { hide: true } } as const;

/** A search is a search, whether a page or a program asks for it. */
const searchLimits = ["global", "search"] as const;

/** How long a public page may be given again without asking the API: what the contract allows for counts. */
const FRESH_MS = 5_000;
const CACHE_BYTES = 16 * 1024 * 1024;

/**
 * Serves the pages: their files from our own origin, and every address of the built routes. Public pages go
 * out as ready bytes with a strong ETag under a constant policy, interactive ones with a fresh nonce.
 */
export async function webPages(app: App, options: WebPagesOptions): Promise<void> {
  const { buildFolder } = options;
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, cors: false };
  });
  const build = (await import(pathToFileURL(join(buildFolder, "server", "index.js")).href)) as PagesBuild;
  const script = await publicScript(join(buildFolder, "client", "enhance"));
  const render = renderer(app, build, script, options);
  const answerPublic = publicAnswerer(render);
  const answerInteractive = interactiveAnswerer(render);

  await app.register((files: App) => serveFiles(files, join(buildFolder, "client")));
  for (const { path, interactive, search } of pagesOf(build)) {
    const route = search ? { ...hidden, config: { ...hidden.config, limits: searchLimits } } : hidden;
    app.get(path, route, interactive ? answerInteractive : answerPublic);
  }
  // A person gets a page that says so; a program gets the API's answer.
  app.get("/*", hidden, (request, reply) =>
    request.url.startsWith("/api/") || !String(request.headers.accept ?? "").includes("text/html")
      ? reply.callNotFound()
      : answerPublic(request, reply),
  );
}

function pagesOf({ routes }: PagesBuild): { path: string; interactive: boolean; search: boolean }[] {
  return Object.values(routes).flatMap((route) =>
    route?.path === undefined || route.path === "" || route.path === "*"
      ? []
      : [
          {
            path: `/${route.path.replace(/^\//, "")}`,
            interactive: route.module.handle?.interactive === true,
            search: route.module.handle?.search === true,
          },
        ],
  );
}

/** The address of the public pages' script, whose name holds its content's hash. */
async function publicScript(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Record<
    string,
    { file: string; isEntry?: boolean }
  >;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry === true);
  if (entry === undefined) throw new Error("the built pages lack their public script");
  return `/enhance/${entry.file}`;
}

/** One route for each file, so that what is no file is an unknown address like any other. */
async function serveFiles(app: App, folder: string): Promise<void> {
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, ...unlimited };
  });
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("content-security-policy", filePolicy);
    done();
  });
  const immutable = {
    immutable: true,
    maxAge: "365d",
    preCompressed: true,
    index: false,
    wildcard: false,
  } as const;
  await app.register(fastifyStatic, { root: join(folder, "assets"), prefix: "/assets/", ...immutable });
  await app.register(fastifyStatic, {
    root: join(folder, "enhance"),
    prefix: "/enhance/",
    decorateReply: false,
    ...immutable,
  });
  for (const name of ["favicon.svg", "robots.txt"]) {
    app.get(`/${name}`, hidden, (_request, reply) =>
      reply.sendFile(name, folder, { maxAge: "1d", immutable: false }),
    );
  }
}

type Render = (request: FastifyRequest, nonce: string) => Promise<Response>;

function renderer(app: App, build: PagesBuild, script: string, options: WebPagesOptions): Render {
  const renderPage = build.entry.module.pageRenderer(build);
  const api = innerApi(app, options.innerHeaders ?? {});
  return (request, nonce) => {
    const site = options.site();
    const logError = (error: unknown) => request.log.error({ err: error }, "a page failed");
    return renderPage(new Request(site.publicUrl + request.url), { api, site, nonce, script, logError });
  };
}

function publicAnswerer(render: Render) {
  const cache = new PageCache(CACHE_BYTES);
  const load = async (request: FastifyRequest, encoding: Encoding): Promise<Representation> => {
    const page = await cache.load(request.url, async () => {
      const response = await render(request, "");
      const bytes = Buffer.from(await response.arrayBuffer());
      return new PageBytes(response.status, bytes, performance.now() + FRESH_MS);
    });
    return page.make(encoding);
  };
  return (request: FastifyRequest, reply: FastifyReply) => {
    const encoding = encodingFor(request.headers["accept-encoding"]);
    const known = cache.fresh(request.url, performance.now());
    const made = known?.made(encoding);
    if (made !== undefined) return sendPublic(request, reply, made);
    const making = known?.make(encoding) ?? load(request, encoding);
    return making.then((representation) => sendPublic(request, reply, representation));
  };
}

function interactiveAnswerer(render: Render) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const nonce = randomBytes(16).toString("base64url");
    const response = await render(request, nonce);
    const encoding = encodingFor(request.headers["accept-encoding"]);
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply
      .code(response.status)
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", interactivePolicy(nonce))
      .header("cache-control", "private, no-cache")
      .header("vary", "Accept-Encoding")
      .send(await encode(Buffer.from(await response.arrayBuffer()), encoding));
  };
}

/** The public API as anyone sees it, without leaving the process. */
function innerApi(app: App, headers: Readonly<Record<string, string>>): ReadApi {
  return async (url, language) => {
    const answer = await app.inject({
      method: "GET",
      url,
      headers: { accept: "application/json", "accept-language": language, ...headers },
    });
    return { status: answer.statusCode, json: answer.json() };
  };
}

function sendPublic(request: FastifyRequest, reply: FastifyReply, page: Representation): FastifyReply {
  reply.code(page.status).headers(page.headers);
  if (page.etag !== undefined && seenBefore(request.headers["if-none-match"], page.etag)) {
    return reply.code(304).removeHeader("content-encoding").send();
  }
  return reply.send(page.bytes);
}

/** RFC 9110, section 13.1.2. */
function seenBefore(header: string | undefined, etag: string): boolean {
  const known = header?.split(",").map((part) => part.trim().replace(/^W\//, ""));
  return known?.some((candidate) => candidate === etag || candidate === "*") ?? false;
}
