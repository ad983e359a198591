import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { unpackDebianPackage, unpackedLibraries } from "../runner/debian-packages.ts";
import { findProgram } from "../runner/find-program.ts";
import { preparedFolder } from "../runner/prepared-folder.ts";
import { freePort } from "./free-port.ts";

const HOST = "127.0.0.1";
const READY_WITHIN_MS = 10_000;
const example = join(import.meta.dirname, "..", "..", "deploy", "nginx.conf");

/** An nginx of the test's own with the configuration that operators are given, gone with the process that started it. */
export interface TestNginx {
  readonly httpsUrl: string;
  readonly httpUrl: string;
  /** In PEM; the certificate is for `localhost`, 127.0.0.1 and `swideal.example`. */
  readonly certificate: string;
  /** A request over TLS, from another address of the loopback interface where one is named. */
  request(path: string, options?: ProxiedRequest): Promise<ProxiedAnswer>;
  stop(): Promise<void>;
}

export interface ProxiedRequest {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
  /** e.g. 127.0.0.9: whom nginx sees. */
  readonly from?: string;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** `upstream`: the URL at which the program listens. */
export async function startNginx({ upstream }: { upstream: string }): Promise<TestNginx> {
  const program = await debianProgram("nginx");
  const folder = mkdtempSync(join(tmpdir(), "swideal-nginx-"));
  for (const name of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, name));
  const certificate = await selfSigned(folder);
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  writeFileSync(join(folder, "site.conf"), site({ folder, upstream, httpPort, httpsPort }));
  writeFileSync(join(folder, "nginx.conf"), surroundings(folder));

  const nginx = launch(program, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"]);
  let said = "";
  nginx.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const stop = async () => {
    const gone = once(nginx, "exit");
    nginx.stdin?.end();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await accepts(httpsPort))) {
    if (said.includes("[emerg]") || Date.now() > deadline) {
      await stop();
      throw new Error(`nginx did not start: ${said.trim()}`);
    }
    await sleep(20);
  }
  const httpsUrl = `https://${HOST}:${httpsPort}`;
  return {
    httpsUrl,
    httpUrl: `http://${HOST}:${httpPort}`,
    certificate,
    request: (path, options) => proxied(httpsUrl + path, certificate, options),
    stop,
  };
}

/** The example with this test's ports and files. Throws when the example has not a line that must be changed. */
function site(at: { folder: string; upstream: string; httpPort: number; httpsPort: number }): string {
  const changes: [string, string][] = [
    ["server 127.0.0.1:3000;", `server ${new URL(at.upstream).host};`],
    ["listen 80;", `listen ${HOST}:${at.httpPort};`],
    ["listen 443 ssl http2;", `listen ${HOST}:${at.httpsPort} ssl http2;`],
    ["/etc/ssl/swideal/fullchain.pem", join(at.folder, "certificate.pem")],
    ["/etc/ssl/swideal/privkey.pem", join(at.folder, "key.pem")],
  ];
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`deploy/nginx.conf lacks "${from}"`);
      return text.replace(from, to);
    },
    readFileSync(example, "utf8"),
  );
}

/** One process, so that ending it ends all of it; nothing outside the folder is read or written. */
function surroundings(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
master_process off;
pid ${folder}/pid;
error_log stderr;
events {}
http {
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name.replace("client_", "")};`).join("\n")}
  access_log off;
  include ${folder}/site.conf;
}
`;
}

interface Program {
  readonly path: string;
  readonly env: Record<string, string>;
}

/** From the PATH (Debian: also sbin), else unpacked from the Debian archive without root, else one line of advice. */
async function debianProgram(name: "nginx" | "openssl"): Promise<Program> {
  const installed = findProgram([name, `/usr/sbin/${name}`]);
  if (installed !== undefined) return { path: installed, env: {} };
  try {
    const folder = await preparedFolder(name, (draft) => unpackDebianPackage(name, draft));
    const path = join(folder, "usr", name === "nginx" ? "sbin" : "bin", name);
    return { path, env: { LD_LIBRARY_PATH: unpackedLibraries(folder) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`the tests need ${name}: install it, so that it is on the PATH (${reason})`);
  }
}

async function selfSigned(folder: string): Promise<string> {
  const { path, env } = await debianProgram("openssl");
  const config = join(folder, "openssl.cnf");
  const names = "DNS:localhost,DNS:swideal.example,IP:127.0.0.1";
  const lines = [
    "[req]",
    "distinguished_name=dn",
    "x509_extensions=ext",
    "[dn]",
    "[ext]",
    `subjectAltName=${names}`,
  ];
  writeFileSync(config, lines.join("\n"));
  const file = join(folder, "certificate.pem");
  const key = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    join(folder, "key.pem"),
  ];
  const args = [
    "req",
    "-x509",
    "-config",
    config,
    "-subj",
    "/CN=localhost",
    "-days",
    "2",
    ...key,
    "-out",
    file,
  ];
  await promisify(execFile)(path, args, { env: { ...process.env, ...env } });
  return readFileSync(file, "utf8");
}

/** nginx runs below a small shell that ends it when the pipe from this process ends, however that happens. */
function launch({ path, env }: Program, args: readonly string[]): ChildProcess {
  const script = `"$@" </dev/null & pid=$!; read _; kill -KILL $pid 2>/dev/null; wait $pid`;
  return spawn("sh", ["-c", script, "sh", path, ...args], {
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function proxied(url: string, ca: string, options: ProxiedRequest = {}): Promise<ProxiedAnswer> {
  const { method = "GET", headers = {}, body, from } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers, ca, agent: false, ...(from !== undefined && { localAddress: from }) },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    sent.on("error", reject).end(body);
  });
}
