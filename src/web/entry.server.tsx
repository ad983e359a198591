import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import {
  createRequestHandler,
  type EntryContext,
  type HandleErrorFunction,
  RouterContextProvider,
  type ServerBuild,
  ServerRouter,
} from "react-router";
import type { RenderPage } from "../server/http/pages/web-pages-contract.ts";
import { type PageHandle, pageInputs, pageLocale } from "./context.ts";
import { localeOf } from "./i18n/locale.ts";
import { Nonce } from "./nonce.ts";

/** The server's only door to the pages: this bundle alone holds React and its router. */
export function pageRenderer(build: ServerBuild): RenderPage {
  const handle = createRequestHandler(build, "production");
  return (request, inputs) => {
    const context = new RouterContextProvider();
    context.set(pageInputs, inputs);
    context.set(pageLocale, localeOf(new URL(request.url).pathname));
    return handle(request, context);
  };
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.get(pageInputs).logError(error);
};

export default function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: Readonly<RouterContextProvider>,
): Response | Promise<Response> {
  headers.set("content-type", "text/html; charset=utf-8");
  const leaf = router.staticHandlerContext.matches.at(-1)?.route.id ?? "root";
  const { interactive } = (router.routeModules[leaf]?.handle ?? {}) as PageHandle;
  if (interactive !== true) {
    const html = renderToStaticMarkup(<ServerRouter context={router} url={request.url} />);
    return new Response(`<!DOCTYPE html>${html}`, { status, headers });
  }
  const { nonce, logError } = context.get(pageInputs);
  return new Promise((resolve, reject) => {
    const stream = renderToPipeableStream(
      <Nonce value={nonce}>
        <ServerRouter context={router} url={request.url} nonce={nonce} />
      </Nonce>,
      {
        nonce,
        onAllReady() {
          const body = new PassThrough();
          stream.pipe(body);
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        },
        onShellError: reject,
        onError: logError,
      },
    );
  });
}
