import { ensureBuiltPages, pagesFolder } from "../../src/cli/build-pages.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

/** The real program with its pages, on an empty database of its own; `url` is how a browser knows it. */
export async function startSite(environment: Record<string, string> = {}): Promise<TestServer> {
  await ensureBuiltPages(() => {});
  const server = await startTestServer({ LOG_LEVEL: "error", ...environment }, { pagesFolder, jobs: true });
  return { ...server, url: server.publicUrl };
}

export type Site = TestServer;
