import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer, type TestServer } from "../support/server.ts";

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

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
