import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer, type TestServer } from "../support/server.ts";
import { memberOf } from "./fields.ts";

/** Wide enough that only the limit under test refuses. */
const WIDE = {
  RATE_LIMITS: "on",
  RATE_LIMIT_GLOBAL: "100000/600",
  RATE_LIMIT_SEARCH: "100000/600",
  RATE_LIMIT_SUGGEST: "100000/600",
  RATE_LIMIT_CREATE_MISSION: "100000/600",
  RATE_LIMIT_LOGIN: "100000/600",
};

/** A server with limits, of which those given are narrow. */
export const startLimited = (
  environment: Record<string, string> = {},
  parts?: Parameters<typeof startTestServer>[1],
): Promise<TestServer> => startTestServer({ ...WIDE, ...environment }, parts);

/** So many of the same request one after another: their statuses. */
export async function repeat(times: number, request: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await request()).status);
  return statuses;
}

/** Asks again, in a new window, where a slow machine let one of so many seconds end meanwhile. */
export async function inOneWindow<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const begun = performance.now();
    const result = await work();
    if (performance.now() - begun < seconds * 1_000) return result;
    await sleep(seconds * 1_000);
  }
}

/** Without the check against /openapi.json, whose reading would count. */
export async function ask(server: TestServer, path: string, options: RequestInit = {}) {
  const response = await fetch(server.url + path, { redirect: "manual", ...options });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

export const CATEGORIES = "/api/v1/categories";

export const retryAfterMs = (answer: { headers: Headers }): number =>
  Number(answer.headers.get("retry-after")) * 1_000;

/** Waits as long as a refused caller is told to. */
export const waitAsTold = (answer: { headers: Headers }): Promise<void> => sleep(retryAfterMs(answer));

export const wrongPassword = (server: TestServer, email: string, headers: Record<string, string> = {}) =>
  server.api.post("/auth/login", { email, password: "une phrase de passe fausse" }, { headers });

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends the path as it is, which fetch would tidy up first. */
export async function askRaw(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; localAddress?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, agent: false, ...options }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) text += chunk;
  return { status: answer.statusCode ?? 0, headers: answer.headers, text };
}

/** Where the caller of this answer stands under a limit. */
export const left = (answer: { headers: Headers | IncomingHttpHeaders }, name = "global"): number => {
  const { headers } = answer;
  const field = headers instanceof Headers ? headers.get("ratelimit") : headers.ratelimit;
  return memberOf(typeof field === "string" ? field : null, name).r as number;
};
