import { randomBytes } from "node:crypto";
import { isRunnableDevEnvironment, type ViteDevServer } from "vite";
import { interactivePolicy, publicPolicy } from "../src/server/http/answers/pages-policy.ts";
import type { PagesBuild, Site } from "../src/server/http/pages/web-pages-contract.ts";

/** As React Router's plugin calls it. */
const BUILD = "virtual:react-router/server-build";

export interface RenderedPage {
  readonly status: number;
  readonly policy: string;
  readonly html: string;
}

export interface DevPagesOptions {
  readonly vite: ViteDevServer;
  readonly site: Site;
  /** Where the API listens. */
  readonly api: () => Promise<string>;
}

export interface DevPages {
  /** Files of the pages, transformed; what is none goes on. */
  readonly files: ViteDevServer["middlewares"];
  /** A page from its sources as they are now, with the data that the API gives to anyone. */
  readonly render: (address: string) => Promise<RenderedPage>;
}

export function devPages({ vite, site, api }: DevPagesOptions): DevPages {
  let failed = false;
  const render = async (address: string): Promise<RenderedPage> => {
    const nonce = randomBytes(16).toString("base64url");
    const { ssr } = vite.environments;
    if (ssr === undefined || !isRunnableDevEnvironment(ssr)) throw new Error("Vite cannot run the pages");
    if (failed) {
      // What was mended while it was still being read as it was wrong would stay wrong.
      ssr.moduleGraph.invalidateAll();
      ssr.runner.clearCache();
    }
    const build = (await ssr.runner.import(BUILD)) as PagesBuild;
    const response = await build.entry.module.pageRenderer(build)(new Request(site.publicUrl + address), {
      site,
      nonce,
      script: "/src/web/enhance/main.ts",
      logError: (error) =>
        vite.config.logger.error(error instanceof Error ? (error.stack ?? "") : `${error}`),
      async api(path, language) {
        const headers = { accept: "application/json", "accept-language": language };
        const answer = await fetch((await api()) + path, { headers });
        return { status: answer.status, json: await answer.json() };
      },
    });
    const html = await response.text();
    const interactive = html.includes('property="csp-nonce"');
    return {
      status: response.status,
      policy: interactive ? policy(interactivePolicy(nonce), " 'self'") : policy(publicPolicy, ""),
      html: interactive ? html : withReload(html),
    };
  };
  return {
    files: vite.middlewares,
    render: (address) =>
      render(address).then(
        (page) => {
          failed = false;
          return page;
        },
        (error: unknown) => {
          failed = true;
          throw error;
        },
      ),
  };
}

/** Vite speaks over a socket; its messages of faults style themselves. */
const policy = (production: string, scripts: string): string =>
  production
    .replace("script-src ", `script-src${scripts} `)
    .replace("connect-src 'self'", "connect-src 'self' ws:");

/** Public pages hold no code of the router's, which would tell them of changes. */
export const withReload = (html: string): string =>
  html.replace("</head>", '<script type="module" src="/dev/reload.ts"></script></head>');
