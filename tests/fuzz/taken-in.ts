import fc from "fast-check";
import type { TestServer } from "../support/server.ts";
import type { Caller, FuzzRequest } from "./fuzz-requests.ts";
import { createFuzzWorld, type FuzzWorld } from "./fuzz-world.ts";
import { hostileNumber, hostileString } from "./hostile-values.ts";
import { judge } from "./judge.ts";
import { type Operation, readApiDocument } from "./operations.ts";
import { type Schema, valuesOf } from "./schema-values.ts";
import { createSender, type RawAnswer } from "./send.ts";

/** Every kind of reader; what one may not see is a 401, 403 or 404 for it. */
const READERS: readonly Caller[] = ["visitor", "client", "provider", "stranger", "moderator", "admin"];
/** Who writes, most of it being theirs. */
const WRITERS: readonly Caller[] = ["client", "client", "client", "provider", "moderator", "admin"];
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
          const { status } = await ask(reading, { caller, path, query: queryOf(reading) });
          reads += 1;
          if (![200, 304, 401, 403, 404].includes(status)) {
            findings.push(`${caller}: GET ${reading.template} (${id}): ${status}`);
          }
        }
    }
  };

  const writings = operations.filter(({ id, body }) => body !== undefined && !ENDS_THE_WRITER.test(id));
  for (const [n, operation] of writings.entries()) {
    await world.refill();
    const bodies = fc.sample(bodyOf(operation, resolve, world), { numRuns: perOperation, seed: seed + n });
    const touched = new Map<string, Set<string>>();
    for (const [turn, { body, caller, pick }] of bodies.entries()) {
      const path = Object.fromEntries(
        Array.from(operation.template.matchAll(/\{(\w+)\}/g), ([, name = ""]) => [
          name,
          { pick: pick + turn },
        ]),
      );
      const headers = { "content-type": "application/json" };
      const answer = await ask(operation, { caller, path, headers, body: Buffer.from(JSON.stringify(body)) });
      if (answer.status >= 300) continue;
      accepted.set(operation.id, (accepted.get(operation.id) ?? 0) + 1);
      for (const [collection, id] of idsIn(operation, answer)) {
        touched.set(collection, (touched.get(collection) ?? new Set()).add(id));
      }
    }
    if (accepted.has(operation.id)) await readAll(touched);
  }
  sender.close();
  return { findings, accepted, reads };
}

/** All of a list, and for a search something that it needs. */
function queryOf({ parameters }: Operation): [string, string][] {
  const names = new Set(parameters.filter((one) => one.in === "query").map(({ name }) => name));
  const required = parameters.filter((one) => one.in === "query" && one.required).map(({ name }) => name);
  const most = names.has("cursor") ? [["limit", "100"] as [string, string]] : [];
  return [...most, ...required.map((name): [string, string] => [name, "a"])];
}

/** What an accepted write was about: the mission that it made or changed, the offer's mission, … */
function idsIn({ template }: Operation, { text }: RawAnswer): [string, string][] {
  let body: { id?: string; missionId?: string } | null = null;
  try {
    body = JSON.parse(text);
  } catch {
    return [];
  }
  const collection = template.split("/").find((part, n) => n > 2 && !/^(me|admin|auth)$/.test(part)) ?? "";
  const own = template.includes("/offers") ? "offers" : collection;
  const found: [string, string | undefined][] = [
    [own, body?.id],
    ["missions", body?.missionId],
  ];
  return found.filter((one): one is [string, string] => typeof one[1] === "string");
}

/** A body that is allowed, with hostile values in up to three of its fields. */
function bodyOf(operation: Operation, resolve: (ref: string) => Schema, world: FuzzWorld) {
  const known = (name: string) => {
    const meant = world.known(name);
    // A time is as likely to be any that a schema lets in as one that suits.
    return name === "deadline" && meant ? fc.oneof(meant, times) : meant;
  };
  const valid = valuesOf(operation.body ?? {}, { resolve, known, outOfBounds: 3 });
  const harm = fc.array(fc.tuple(fc.nat(), fc.oneof(hostileString, hostileNumber, padded)), { maxLength: 3 });
  const body = fc.tuple(valid, harm).map(([value, harms]) => withHarm(value, harms));
  return fc.record({ body, caller: fc.constantFrom(...WRITERS), pick: fc.nat({ max: 8 }) });
}

/** A hostile text long enough for most fields. */
const padded = hostileString.map((text) => `Un texte ${text.slice(0, 400)} assez long`);

const times = fc.oneof(
  fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  fc
    .tuple(
      fc.constantFrom("0000-01-01T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59"),
      fc.constantFrom("", ".999", ".123456789"),
      fc.constantFrom("Z", "+00:01", "-00:01", "+14:00", "-23:59", "+23:59"),
    )
    .map((parts) => parts.join("")),
);

/** Texts take the place of texts and numbers that of numbers, so that the rest of the body stays what it was. */
function withHarm(value: unknown, harms: readonly (readonly [number, string | number])[]): unknown {
  const copy = structuredClone(value);
  for (const [place, harm] of harms) {
    const leaves: { holder: Record<string, unknown>; key: string }[] = [];
    const visit = (one: unknown): void => {
      if (typeof one !== "object" || one === null) return;
      for (const [key, inner] of Object.entries(one)) {
        if (typeof inner === typeof harm && key !== "password") {
          leaves.push({ holder: one as Record<string, unknown>, key });
        }
        visit(inner);
      }
    };
    visit(copy);
    const chosen = leaves[place % Math.max(leaves.length, 1)];
    if (chosen !== undefined) chosen.holder[chosen.key] = harm;
  }
  return copy;
}
