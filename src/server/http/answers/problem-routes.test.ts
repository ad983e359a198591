import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import type { ErrorCode } from "../../core/errors.ts";
import type { ProblemGuide } from "../problems/problem-guide-contract.ts";
import { problemTexts } from "../problems/problem-texts.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "https://missions.example.org" });
});
afterAll(() => server.close());

const codes = Object.keys(problemTexts) as ErrorCode[];

async function guides(language: "fr" | "en"): Promise<ProblemGuide[]> {
  const { status, body } = await server.api.get("/problems", { headers: { "accept-language": language } });
  expect(status).toBe(200);
  return body.items;
}

describe.each(["fr", "en"] as const)("the list of codes, in %s", (language) => {
  test("has each code of the catalogue once, with its status, and says what it means and what to do", async () => {
    const items = await guides(language);
    expect(items.map(({ code }) => code).sort()).toEqual([...codes].sort());
    const statuses = items.map(({ status }) => status);
    expect(statuses).toEqual(statuses.toSorted((one, other) => one - other));
    for (const { code, status, title, detail, meaning, next, type } of items) {
      expect([status, title]).toEqual([
        problemTexts[code as ErrorCode].status,
        problemTexts[code as ErrorCode].title,
      ]);
      expect(type).toBe(`https://missions.example.org/problems/${code}`);
      for (const text of [detail, meaning, next]) expect(text, code).toMatch(/^.{15,}\.$/su);
      expect(new Set([detail, meaning, next]).size, code).toBe(3);
      expect(`${detail}${meaning}${next}`, code).not.toMatch(/[{}]/);
    }
  });
});

test("no two codes are explained alike, nor one code in one language alone", async () => {
  const [fr, en] = await Promise.all([guides("fr"), guides("en")]);
  for (const items of [fr, en]) expect(new Set(items.map(({ meaning }) => meaning)).size).toBe(codes.length);
  for (const [index, { meaning, next }] of fr.entries()) {
    expect(meaning).not.toBe(en[index]?.meaning);
    expect(next).not.toBe(en[index]?.next);
  }
});

describe("what a guide says that a refusal carries", () => {
  /** Real refusals, one for each thing that some carry. */
  const refusals: readonly [string, () => Promise<Response>][] = [
    ["a wrong method", () => fetch(`${server.url}/livez`, { method: "DELETE" })],
    ["no token", () => fetch(`${server.url}/api/v1/me`)],
    ["a wrong token", () => fetch(`${server.url}/api/v1/me`, { headers: { authorization: "Bearer x" } })],
    ["nothing there", () => fetch(`${server.url}/api/v1/nothing`)],
    ["a wrong value", () => fetch(`${server.url}/api/v1/missions?limit=0`)],
    ["a wrong cursor", () => fetch(`${server.url}/api/v1/missions?cursor=abc`)],
    [
      "an unknown field",
      () => sendJson({ email: "a@example.org", password: "une phrase assez longue", wish: 1 }),
    ],
    ["wrong credentials", () => sendJson({ email: "a@example.org", password: "une phrase assez longue" })],
    ["no JSON", () => sendJson("{")],
    ["another type", () => sendJson("a=1", "application/x-www-form-urlencoded")],
    ["too much", () => sendJson(JSON.stringify({ email: "x".repeat(70_000) }))],
    ["not readable", () => fetch(`${server.url}/%zz`)],
  ];
  const sendJson = (body: object | string, type = "application/json") =>
    fetch(`${server.url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  test.each(refusals)("holds: %s", async (_, refuse) => {
    const answer = await refuse();
    const problem = (await answer.json()) as Record<string, unknown>;
    const guide = (await guides("en")).find(({ code }) => code === problem.code);
    expect(problem).toMatchObject({ type: guide?.type, title: guide?.title, status: answer.status });
    const told = new Set(guide?.extras.map(({ name }) => name));
    for (const name of ["Allow", "Retry-After", "WWW-Authenticate"])
      expect([name, answer.headers.has(name)]).toEqual([name, told.has(name)]);
    expect(problem.errors !== undefined, "errors").toBe(told.has("errors"));
  });
});
