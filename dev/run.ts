// `npm run dev`: the server and its pages from their sources, with a database, a demonstration and a viewer of mails.
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createServer as createVite, type ViteDevServer } from "vite";
import { ConfigError, readConfig } from "../src/server/platform/config.ts";
import { EmbeddedPostgresError } from "../src/server/platform/embedded-postgres/index.ts";
import { openLog } from "../src/server/platform/log.ts";
import { openDatabaseAccess } from "../src/server/resources.ts";
import { type ApiProcess, startApi } from "./api-process.ts";
import { prepareDataFolder } from "./data-folder.ts";
import { DevError } from "./dev-error.ts";
import { createFront } from "./front.ts";
import { MAILS } from "./mail-viewer.ts";
import { type DevPages, devPages } from "./pages.ts";

const HELP = `npm run dev [-- OPTIONS]

  --reset        begin again with an empty data folder
  --data FOLDER  where its database, secrets and mails are kept (.cache/dev)
  --missions N   how many the demonstration has (2000)

PORT (3000) says where it listens, always on this machine alone.`;

const root = join(import.meta.dirname, "..");
/** Of another installation, or of production: none of it is touched, and no mail leaves. */
const OF_OTHERS = /^(DATABASE_\w+|SMTP_URL|AUTH_KEYS|APP_KEYS|AUDIT_KEY|DATA_DIR|PUBLIC_URL|NODE_ENV|HOST)$/;
/** What changes while it runs, and is no source. */
const NO_SOURCES = ["**/.cache/**", "**/data/**", "**/build/**", "**/.react-router/**"];
/** What the API is made from; a migration is carried out by its next start. */
const OF_THE_API = /^(src\/(server|shared|cli)|migrations)\//;
const OF_THE_PAGES = /^src\/(web|shared)\//;
/** An editor saves in several steps. */
const SETTLED_MS = 100;

const note = (line: string) => void process.stderr.write(`${line}\n`);
const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
});

async function main(): Promise<void> {
  const { values } = readArguments();
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  const missions = Number(values.missions);
  if (!Number.isInteger(missions) || missions < 1) throw new DevError("--missions is a number from 1 on");
  const dataDir = resolve(values.data ?? join(root, ".cache", "dev"));
  const given = Object.entries(process.env).filter(([name]) => !OF_OTHERS.test(name));
  const environment = {
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
    ...Object.fromEntries(given),
    DATA_DIR: dataDir,
  };
  const config = readConfig(environment, "embedded-allowed");
  await prepareDataFolder(dataDir, { reset: values.reset });

  const database = await openDatabaseAccess(config, openLog(config.logLevel), { join: false });
  const closing: (() => Promise<unknown>)[] = [() => database.close()];
  try {
    const api = Promise.withResolvers<ApiProcess>();
    const pages = Promise.withResolvers<DevPages>();
    const apiPort = async () => (await (await api.promise).started()).port;
    const front = createFront({ pages: pages.promise, apiPort, dataDir });
    front.listen(config.port, "127.0.0.1");
    await once(front, "listening").catch((error: NodeJS.ErrnoException) => {
      throw error.code === "EADDRINUSE"
        ? new DevError(`port ${config.port} is taken; choose another, e.g. PORT=3001 npm run dev`)
        : error;
    });
    const publicUrl = `http://localhost:${(front.address() as AddressInfo).port}`;
    closing.push(async () => {
      front.close();
      front.closeAllConnections();
    });

    const whole = { ...environment, PUBLIC_URL: publicUrl, PORT: "0", DEMO: "on" };
    const server = startApi({ ...whole, DEV_MISSIONS: `${missions}` });
    api.resolve(server);
    closing.push(() => server.stop());
    const vite = await createVite({
      root,
      configFile: join(root, "vite.config.ts"),
      cacheDir: ".cache/vite",
      appType: "custom",
      logLevel: "warn",
      server: {
        middlewareMode: true,
        hmr: { server: front },
        watch: { ignored: NO_SOURCES },
        fs: { allow: [root, await realpath(join(root, "node_modules"))] },
      },
    });
    closing.push(() => vite.close());
    watch(vite, server);
    const { currency, timeZone } = config;
    const site = { publicUrl, currency, timeZone, demo: true };
    pages.resolve(devPages({ vite, site, api: async () => `http://127.0.0.1:${await apiPort()}` }));

    const { accounts } = await server.started().catch(() => {
      throw new DevError("the server did not start; mend what is said above and run npm run dev again");
    });
    for (const line of accounts) note(line);
    process.stdout.write(`Swideal listens on ${publicUrl}, and shows its mails on ${publicUrl}${MAILS}\n`);
    note("What you save is seen at once. Ctrl-C stops it.");
    const reason = await Promise.race([stopped, database.exited]);
    if (reason instanceof Error) throw reason;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** Starts the API anew and tells browsers, each where its sources have changed. */
function watch(vite: ViteDevServer, api: ApiProcess): void {
  const changed = new Set<string>();
  let settled: NodeJS.Timeout | undefined;
  const tell = () => vite.ws.send({ type: "custom", event: "pages-changed" });
  vite.watcher.add(join(root, "migrations"));
  vite.watcher.on("all", (_, file) => {
    const name = relative(root, file).replaceAll("\\", "/");
    if (/\.test\.tsx?$/.test(name)) return;
    changed.add(name);
    clearTimeout(settled);
    settled = setTimeout(async () => {
      const names = [...changed];
      changed.clear();
      const server = names.filter((one) => OF_THE_API.test(one));
      if (server.length > 0) {
        note(`${server.join(", ")} changed: the server starts again`);
        await api.restart();
        await api.started().then(tell, () => note("it did not; it starts again with the next change"));
      } else if (names.some((one) => OF_THE_PAGES.test(one))) tell();
    }, SETTLED_MS);
  });
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        help: { type: "boolean", default: false },
        reset: { type: "boolean", default: false },
        data: { type: "string" },
        missions: { type: "string", default: "2000" },
      },
    });
  } catch (error) {
    throw new DevError(`${(error as Error).message}; npm run dev -- --help lists what there is`);
  }
}

try {
  await main();
} catch (error) {
  const known = [DevError, EmbeddedPostgresError, ConfigError].some((kind) => error instanceof kind);
  note(known ? `dev: ${(error as Error).message}` : `dev: ${(error as Error).stack ?? error}`);
  process.exitCode = 1;
}
process.exit();
