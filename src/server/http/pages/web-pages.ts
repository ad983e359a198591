import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Unkept } from "../../platform/cache/answer-cache.ts";
import { compress, ReadyAnswer } from "../../platform/cache/ready-answer.ts";
import { encodingFor } from "../answers/accept-encoding.ts";
import { filePolicy, interactivePolicy, publicPolicy } from "../answers/pages-policy.ts";
import type { PublicAnswers } from "../answers/public-answers.ts";
import { changePasswordRoute, problemTypeRoute } from "../answers/well-known.ts";
import type { App } from "../app.ts";
import { unlimited } from "../limits/limits.ts";
import { pageAddress } from "./page-address.ts";
import type { PagesBuild, ReadApi, Site } from "./web-pages-contract.ts";

export interface WebPagesOptions {
  /** Where `react-router build` put the pages. */
  readonly buildFolder: string;
  /** Known at the latest when the server listens. */
  readonly site: () => Site;
  readonly answers: PublicAnswers;
  /** What makes a public page old, by the parameters of its address. */
  readonly tagOf: (params: Readonly<Record<string, string>>) => string;
  /** Sent with the pages' own reads of the API, e.g. what exempts them from limits. */
  readonly innerHeaders?: Readonly<Record<string, string>>;
}

/** Pages are for people: the API's document leaves them out. */
const hidden = { config: { access: "public" }, schema: { hide: true } } as const;

/** A search is a search, whether a page or a program asks for it. */
const searchLimits = ["global", "search"] as const;

/**
 * How long a public page may be given again without asking the API. What it shows may be as old when it is
 * rendered, and a proxy may keep it a second: together the 5 s that the contract allows for counts.
 */
const FRESH_MS = 2_000;
const CACHE_CONTROL = "public, max-age=0, s-maxage=1, must-revalidate";

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
  const answerPublic = publicAnswerer(render, options);
  const answerInteractive = interactiveAnswerer(render);

  await app.register((files: App) => serveFiles(files, join(buildFolder, "client")));
  for (const { path, interactive, search, query } of pagesOf(build)) {
    const route = search ? { ...hidden, config: { ...hidden.config, limits: searchLimits } } : hidden;
    app.get(
      path,
      route,
      interactive
        ? answerInteractive
        : (request, reply) => answerPublic(request, reply, pageAddress(request, path, query)),
    );
  }
  // A person gets a page that says so; a program gets the API's answer.
  app.get("/*", hidden, (request, reply) =>
    request.url.startsWith("/api/") || !String(request.headers.accept ?? "").includes("text/html")
      ? reply.callNotFound()
      : answerPublic(request, reply, request.url.split("?", 1)[0] as string),
  );
}

interface Page {
  readonly path: string;
  readonly interactive: boolean;
  readonly search: boolean;
  readonly query: readonly string[];
}

function pagesOf({ routes }: PagesBuild): Page[] {
  return Object.values(routes).flatMap((route) =>
    route?.path === undefined || route.path === "" || route.path === "*"
      ? []
      : [
          {
            path: `/${route.path.replace(/^\//, "")}`,
            interactive: route.module.handle?.interactive === true,
            search: route.module.handle?.search === true,
            query: route.module.handle?.query ?? [],
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
  // What browsers and robots look for beside the pages, under names of their own choice.
  for (const file of await readdir(folder, { withFileTypes: true })) {
    if (!file.isFile()) continue;
    app.get(`/${file.name}`, hidden, (_request, reply) =>
      reply.sendFile(file.name, folder, { maxAge: "1d", immutable: false }),
    );
  }
  changePasswordRoute(app);
  problemTypeRoute(app);
}

interface Rendered {
  readonly response: Response;
  /** Whether the API had to show what was there before. */
  readonly stale: boolean;
}

type Render = (request: FastifyRequest, address: string, nonce: string) => Promise<Rendered>;

function renderer(app: App, build: PagesBuild, script: string, options: WebPagesOptions): Render {
  const renderPage = build.entry.module.pageRenderer(build);
  return async (request, address, nonce) => {
    const site = options.site();
    const reads = { stale: false };
    const api = innerApi(app, options.innerHeaders ?? {}, reads);
    const logError = (error: unknown) => request.log.error({ err: error }, "a page failed");
    const response = await renderPage(new Request(site.publicUrl + address), {
      api,
      site,
      nonce,
      script,
      logError,
    });
    return { response, stale: reads.stale };
  };
}

function publicAnswerer(render: Render, { answers, tagOf }: WebPagesOptions) {
  return (request: FastifyRequest, reply: FastifyReply, address: string) => {
    const place = {
      tag: tagOf(request.params as Record<string, string>),
      key: `page:${address}`,
      freshMs: FRESH_MS,
    };
    return answers.send(request, reply, place, async () => {
      const { response, stale } = await render(request, address, "");
      const keeping = response.status === 200 && !stale;
      const answer = new ReadyAnswer({
        status: response.status,
        headers: {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": publicPolicy,
          vary: "Accept-Encoding",
          "cache-control": keeping ? CACHE_CONTROL : "no-store",
          ...(stale && { "cache-status": "Swideal; hit; ttl=-1" }),
        },
        version: null,
        identity: Buffer.from(await response.arrayBuffer()),
      });
      if (!keeping) throw new Unkept(answer);
      return answer;
    });
  };
}

function interactiveAnswerer(render: Render) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const nonce = randomBytes(16).toString("base64url");
    const { response } = await render(request, request.url, nonce);
    const encoding = encodingFor(request.headers["accept-encoding"]);
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply
      .code(response.status)
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", interactivePolicy(nonce))
      .header("cache-control", "private, no-cache")
      .header("vary", "Accept-Encoding")
      .send(await compress(Buffer.from(await response.arrayBuffer()), encoding));
  };
}

/** The public API as anyone sees it, without leaving the process. */
function innerApi(app: App, headers: Readonly<Record<string, string>>, reads: { stale: boolean }): ReadApi {
  return async (url, language) => {
    const answer = await app.inject({
      method: "GET",
      url,
      headers: { accept: "application/json", "accept-language": language, ...headers },
    });
    if (answer.headers["cache-status"] !== undefined) reads.stale = true;
    return { status: answer.statusCode, json: answer.json() };
  };
}
