import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

interface Answer {
  readonly content?: Record<string, unknown>;
  readonly headers?: Record<string, { required?: boolean }>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: { name: string; in: "path" | "query" | "header" }[];
  readonly requestBody?: { content: Record<string, unknown> };
  readonly responses: Record<string, Answer>;
}

let server: TestServer;
let client: Person;
let call: Awaited<ReturnType<typeof generateClient>>;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: "on", RATE_LIMIT_LOGIN: "2/60" });
  client = await person(server);
  call = await generateClient(server.url);
});
afterAll(() => server.close());

/** A client that knows the API by its document alone: it sends and reads what is declared there, and nothing else. */
async function generateClient(url: string) {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const known = new Map<string, { method: string; path: string; operation: Operation }>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      known.set(operation.operationId, { method, path, operation });

  return async (
    id: string,
    sent: { path?: Values; header?: Values; body?: unknown; token?: string } = {},
  ) => {
    const { method, path, operation } = known.get(id) as NonNullable<ReturnType<typeof known.get>>;
    const headers = new Headers(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` });
    for (const [name, value] of Object.entries(sent.header ?? {})) {
      const declared = operation.parameters?.some((one) => one.in === "header" && one.name === name);
      if (!declared) throw new Error(`${id} does not declare ${name}`);
      headers.set(name, value);
    }
    const [type] = Object.keys(operation.requestBody?.content ?? {});
    if (sent.body !== undefined) headers.set("content-type", type as string);
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) => sent.path?.[name] ?? "");
    const body = sent.body === undefined ? {} : { body: JSON.stringify(sent.body) };
    const answer = await fetch(url + target, { method: method.toUpperCase(), headers, ...body });
    const declared = operation.responses[answer.status];
    if (declared === undefined) throw new Error(`${id} does not declare ${answer.status}`);
    const media = (answer.headers.get("content-type") ?? "").split(";")[0] as string;
    if (answer.status !== 304 && media !== "" && declared.content?.[media] === undefined)
      throw new Error(`${id}: ${media}`);
    const names = Object.keys(declared.headers ?? {});
    const fields = Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]));
    const text = await answer.text();
    return { status: answer.status, media, fields, body: text === "" ? null : JSON.parse(text) };
  };
}
type Values = Record<string, string>;

test("every refusal is declared as the problem document that it is, and nothing else is", async () => {
  const { body } = await server.api.request("GET", "/openapi.json");
  let refusals = 0;
  for (const methods of Object.values<Record<string, Operation>>(body.paths))
    for (const { operationId, responses } of Object.values(methods))
      for (const [status, { content }] of Object.entries(responses)) {
        if (content === undefined) continue;
        const refused = Number(status) >= 400 && !["health", "readyz"].includes(operationId);
        const streams = operationId.startsWith("watch") ? "text/event-stream" : "application/json";
        const type = refused ? "application/problem+json" : streams;
        const types = operationId === "listAuditEvents" && !refused ? [type, "text/csv"] : [type];
        expect([operationId, status, ...Object.keys(content)]).toEqual([operationId, status, ...types]);
        if (refused) refusals++;
      }
  expect(refusals).toBeGreaterThan(200);
});

describe("a client made from the document alone", () => {
  test("repeats a write under its key, finds what was made, and reads it again only when it changed", async () => {
    const { token } = client;
    const body = missionInput({ publish: false });
    const header = { "Idempotency-Key": "from-the-document", "Accept-Language": "en" };
    const made = await call("createMission", { token, header, body });
    const again = await call("createMission", { token, header, body });
    expect([made.status, again.body]).toEqual([201, made.body]);
    expect(made.fields.Location).toBe(`/api/v1/missions/${made.body.id}`);
    expect(made.fields["Cache-Control"]).toBe("no-store");
    const path = { id: made.body.id };
    const read = await call("readMission", { token, path });
    const ETag = read.fields.ETag as string;
    expect((await call("readMission", { token, path, header: { "If-None-Match": ETag } })).status).toBe(304);
    const change = { token, path, header: { "If-Match": ETag }, body: { title: "Un autre titre" } };
    expect((await call("changeMission", change)).status).toBe(200);
    const late = await call("changeMission", change);
    expect([late.status, late.media, late.body.code]).toEqual([
      412,
      "application/problem+json",
      "precondition_failed",
    ]);
  });

  test("is told who it has to be, what is left of a limit, and when to come back", async () => {
    const nobody = await call("readProfile");
    expect([nobody.status, nobody.fields["WWW-Authenticate"]]).toEqual([
      401,
      expect.stringContaining("Bearer"),
    ]);
    const credentials = { email: client.email, password: PASSWORD };
    const first = await call("login", { body: credentials });
    expect([first.status, first.fields.RateLimit]).toEqual([200, expect.stringContaining("r=")]);
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await call("login", { body: credentials }));
    const last = answers.at(-1);
    expect([last?.status, Number(last?.fields["Retry-After"])]).toEqual([429, expect.any(Number)]);
    expect(Number(last?.fields["Retry-After"])).toBeGreaterThan(0);
  });
});
