import { buildServer } from "../server/build-server.ts";
import { SynonymError } from "../server/features/listing/index.ts";
import type { App } from "../server/http/app.ts";
import type { Config } from "../server/platform/config.ts";
import type { Resources } from "../server/resources.ts";
import type { ServerOptions } from "../server/server-options.ts";
import { OperatorError } from "./context.ts";
import { version } from "./version.ts";
import { letYoungGenerationGrow } from "./young-generation.ts";

export interface RunningServer {
  readonly app: App;
  readonly url: string;
}

/** Builds the server and listens. Throws one line when the port cannot be had. */
export async function runServer(
  config: Config,
  resources: Resources,
  pagesFolder: string,
  children: Pick<ServerOptions, "makeBackup" | "makeBaseBackup">,
): Promise<RunningServer> {
  let port = config.port;
  const publicUrl = () => config.publicUrl ?? `http://localhost:${port}`;
  const app = await buildServer(resources, { version, publicUrl, pagesFolder, ...children }).catch(
    refuseSynonyms,
  );
  // Before the first request, which may enqueue something.
  await resources.jobs.open();
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    await app.close();
    if (code === "EADDRINUSE") {
      throw new OperatorError(
        `port ${config.port} is taken on ${config.host}; choose another, e.g. PORT=3001`,
      );
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL") {
      throw new OperatorError(`cannot listen on ${config.host}:${config.port} (${code}); see HOST and PORT`);
    }
    throw error;
  }
  const address = app.server.address();
  if (address !== null && typeof address === "object") port = address.port;
  await resources.jobs.start();
  letYoungGenerationGrow();
  return { app, url: publicUrl() };
}

/** Lines that are told of a file of which many are wrong. */
const MOST_LINES_TOLD = 5;

function refuseSynonyms(error: unknown): never {
  if (!(error instanceof SynonymError)) throw error;
  const lines = error.message.split("\n");
  const more = lines.length > MOST_LINES_TOLD ? `; and ${lines.length - MOST_LINES_TOLD} lines more` : "";
  throw new OperatorError(
    `${lines.slice(0, MOST_LINES_TOLD).join("; ")}${more}. Put this right or take it out, then start again`,
  );
}
