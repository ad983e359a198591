import type { TestServer } from "../support/server.ts";
import type { Caller, FuzzRequest, Piece } from "./fuzz-requests.ts";
import { createFuzzWorld } from "./fuzz-world.ts";
import { bodiesOf, type Sent } from "./hostile-bodies.ts";
import { judge } from "./judge.ts";
import { type Operation, readApiDocument } from "./operations.ts";
import { createSender, type RawAnswer } from "./send.ts";

/** Every kind of reader; what one may not see is a 401, 403 or 404 for it. */
const READERS: readonly Caller[] = ["visitor", "client", "provider", "stranger", "moderator", "admin"];
/** They take the account or its sessions away from who wrote. */
const ENDS_THE_WRITER = /^(logout|endOtherSessions|endSession|endUserSessions|deleteAccount)$/;

export interface TakenIn {
  readonly findings: readonly string[];
  /** How many bodies each operation accepted. */
  readonly accepted: ReadonlyMap<string, number>;
  readonly reads: number;
}

/**
 * What is taken in can be given out: bodies made from the server's own description, each with hostile values in its
 * fields, are sent to every route that takes one; whatever was accepted is then asked for by every reader at every
 * address where it shows. A failure, or an answer that is not as described, is a finding. `perOperation` bodies each.
 */
export async function takeIn(
  server: TestServer,
  { perOperation, seed }: { perOperation: number; seed: number },
): Promise<TakenIn> {
  const { operations, resolve } = await readApiDocument(server.url);
  const world = await createFuzzWorld(server);
  const sender = createSender(server.url);
  const findings: string[] = [];
  const accepted = new Map<string, number>();
  let reads = 0;

  const ask = async (operation: Operation, request: Partial<FuzzRequest> & { caller: Caller }) => {
    const whole = { method: operation.method, path: {}, query: [], headers: {}, body: undefined, ...request };
    const sent = world.render(operation, whole);
    const answer = await sender.send(sent);
    await judge(server.url, operation, sent, answer).catch((error: Error) => {
      const told = sent.body?.toString().slice(0, 700) ?? "";
      findings.push(
        `${request.caller}: ${sent.method} ${sent.target}: ${error.message.slice(0, 700)}\n${told}`,
      );
    });
    await world.learn(operation, whole, answer);
    return answer;
  };

  const readings = operations.filter(
    ({ method, template }) => method === "GET" && template.startsWith("/api/"),
  );
  const readAll = async (ids: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> => {
    for (const reading of readings) {
      const [, collection = ""] = /([\w-]+)\/\{\w+\}/.exec(reading.template) ?? [];
      const wanted = collection === "" ? [""] : [...(ids.get(collection) ?? [])];
      for (const id of wanted)
        for (const caller of READERS) {
          const path = { [/\{(\w+)\}/.exec(reading.template)?.[1] ?? ""]: id };
          const { status, text } = await ask(reading, { caller, path, query: queryOf(reading) });
          reads += 1;
          const early = /\/(award|record)$/.test(reading.template) && isTooEarly(status, text);
          // An archive that is being made says so.
          const making = reading.template.endsWith("/me/export/{id}") && status === 202;
          if (!early && !making && ![200, 304, 401, 403, 404].includes(status)) {
            findings.push(`${caller}: GET ${reading.template} (${id}): ${status}`);
          }
        }
    }
  };

  const send = async (operation: Operation, sent: Sent): Promise<[string, string][]> => {
    const headers = { "content-type": "application/json" };
    const answer = await ask(operation, { ...sent, headers, body: Buffer.from(JSON.stringify(sent.body)) });
    if (answer.status >= 300) return [];
    accepted.set(operation.id, (accepted.get(operation.id) ?? 0) + 1);
    return idsIn(operation, answer, Object.values(sent.path));
  };

  const writings = operations.filter(({ id, body }) => body !== undefined && !ENDS_THE_WRITER.test(id));
  for (const [n, operation] of writings.entries()) {
    await world.refill();
    const touched = new Map<string, Set<string>>();
    for await (const sent of bodiesOf(operation, { resolve, world, perOperation, seed: seed + n })) {
      for (const [collection, id] of await send(operation, sent)) {
        touched.set(collection, (touched.get(collection) ?? new Set()).add(id));
      }
    }
    if (accepted.has(operation.id)) await readAll(touched);
  }
  sender.close();
  return { findings, accepted, reads };
}

/** Who has won, and the record, are asked for by those that may, while there is none. */
function isTooEarly(status: number, text: string): boolean {
  return status === 409 && JSON.parse(text).code === "invalid_transition";
}

/** All of a list, and of what else it must be asked something that it takes. */
function queryOf({ parameters }: Operation): [string, string][] {
  const queries = parameters.filter((one) => one.in === "query");
  const most = queries.some(({ name }) => name === "cursor") ? [["limit", "100"] as [string, string]] : [];
  const required = queries
    .filter((one) => one.required)
    .map(({ name, schema }): [string, string] => [
      name,
      String(schema.enum?.[0] ?? (schema.type === "string" ? "a" : Math.min(45, schema.maximum ?? 45))),
    ]);
  return [...most, ...required];
}

/** What an accepted write was about: the mission that it made or changed, the offer's mission, … */
function idsIn(
  { template }: Operation,
  { text }: RawAnswer,
  path: readonly Piece[],
): [collection: string, id: string][] {
  let body: { id?: string; missionId?: string } | null = null;
  try {
    body = JSON.parse(text);
  } catch {
    return [];
  }
  const collection = template.split("/").find((part, n) => n > 2 && !/^(me|admin|auth)$/.test(part)) ?? "";
  const made = template.includes("/offers") ? "offers" : collection;
  const found: [string, unknown][] = [
    [made, body?.id],
    ["missions", body?.missionId],
    [collection, path[0]],
  ];
  return found.filter((one): one is [string, string] => typeof one[1] === "string");
}
