import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { MAILS, mailPage, mailPolicy } from "./mail-viewer.ts";
import { type DevPages, type RenderedPage, withReload } from "./pages.ts";

/** What the server answers itself; all else is a file of the pages or a page. */
const OF_THE_SERVER = /^\/(api|docs|problems|\.well-known)(\/|$)|^\/(openapi\.json|livez|readyz|health)$/;

export interface FrontOptions {
  /** Settles once they can be made. */
  readonly pages: Promise<DevPages>;
  /** Settles with the port of the API once it listens. */
  readonly apiPort: () => Promise<number>;
  readonly dataDir: string;
}

/** What a browser meets: the API, the pages made from their sources, and the mails, on one address. */
export function createFront(options: FrontOptions): Server {
  return createServer((incoming, outgoing) => {
    answer(incoming, outgoing, options).catch((error: unknown) => fail(outgoing, error));
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, options: FrontOptions) {
  const address = incoming.url ?? "/";
  const [path = "/"] = address.split("?", 1);
  if (path === MAILS || path.startsWith(`${MAILS}/`)) {
    const page = await mailPage(decodeURIComponent(path), options.dataDir);
    return send(outgoing, {
      status: page === null ? 404 : 200,
      policy: mailPolicy,
      html: page ?? "No such mail.",
    });
  }
  if (OF_THE_SERVER.test(path)) return pass(incoming, outgoing, await options.apiPort());
  const { files, render } = await options.pages;
  files(incoming, outgoing, (error: unknown) => {
    if (error !== undefined && error !== null) return fail(outgoing, error);
    render(address).then(
      (page) => send(outgoing, page),
      (reason: unknown) => fail(outgoing, reason),
    );
  });
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const onwards = request({ host: "127.0.0.1", port, method, path: url, headers }, (answered) => {
    outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(outgoing);
  });
  onwards.on("error", (error) => fail(outgoing, error));
  outgoing.on("close", () => onwards.destroy());
  incoming.pipe(onwards);
}

function send(outgoing: ServerResponse, { status, policy, html }: RenderedPage): void {
  outgoing
    .writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
    })
    .end(html);
}

/** What went wrong, where the developer looks, on a page that comes back by itself once it is mended. */
function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = said.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const html = withReload(
    `<!DOCTYPE html><html lang="en"><head><title>Error</title></head><pre>${text}</pre></html>`,
  );
  send(outgoing, { status: 500, policy: "script-src 'self'; connect-src 'self' ws:", html });
}
