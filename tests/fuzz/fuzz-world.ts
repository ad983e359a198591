import { randomUUID } from "node:crypto";
import fc from "fast-check";
import {
  missionInput,
  moderator,
  offerInput,
  PASSWORD,
  type Person,
  person,
  withToken,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import type { Caller, FuzzRequest, Piece } from "./fuzz-requests.ts";
import type { Operation } from "./operations.ts";
import type { RawAnswer, RawRequest } from "./send.ts";

const KEPT = 60;
/** What was made last is what calls still find in the state they need. */
const RECENT = 20;
const FORGED =
  "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiLCJleHAiOjk5OTk5OTk5OTl9.";

/** Missions in the states that calls need; `moves` begin after the award. */
const STAGES: readonly { input?: Record<string, unknown>; moves?: readonly string[] }[] = [
  { input: { publish: false } },
  {},
  { input: { auction: "sealed" } },
  { moves: [] },
  { moves: ["start"] },
  { moves: ["start", "deliver"] },
  { moves: ["start", "deliver", "dispute"] },
];

type Known = Exclude<Caller, "visitor" | "forger">;

/** The people, ids, cursors and ETags that requests refer to; what answers bring is added. */
export async function createFuzzWorld(server: TestServer) {
  const callers = new Map<Known, { person: Person; cookie: string }>();
  const values = new Map<string, string[]>();

  const remember = (kind: string, value: unknown) => {
    if (typeof value !== "string" || value === "") return;
    const list = values.get(kind) ?? [];
    if (list.includes(value)) return;
    list.push(value);
    values.set(kind, list.slice(-KEPT));
  };

  async function enrol(caller: Known): Promise<void> {
    const one =
      caller === "moderator" || caller === "admin" ? await moderator(server) : await person(server, caller);
    if (caller === "admin") {
      await server.sql("update users set roles = roles || '{admin}' where id = $1", [one.userId]);
    }
    callers.set(caller, { person: one, cookie: "" });
    remember("users", one.userId);
  }

  /** The same account while it can sign in, so that what it made stays its own. */
  async function signInAgain(caller: Known): Promise<void> {
    const email = callers.get(caller)?.person.email;
    const { status, body } = await server.api.post("/auth/login", { email, password: PASSWORD });
    if (status !== 200) return enrol(caller);
    callers.set(caller, { person: withToken(server, body.accessToken, body.user), cookie: "" });
  }

  /** Missions and offers in the states that calls need; made again each round, as calls use them up. */
  async function refill(): Promise<void> {
    const [client, provider, stranger] = ["client", "provider", "stranger"].map(
      (name) => callers.get(name as Known)?.person as Person,
    ) as [Person, Person, Person];
    const gone = await person(server, "gone");
    const body = { password: PASSWORD };
    const erased = await server.api.request("DELETE", "/api/v1/me", { token: gone.token, body });
    remember("erasures", erased.body?.id);
    for (const stage of STAGES) {
      const mission = await client.post("/missions", missionInput(stage.input));
      const path = `/missions/${mission.body?.id}`;
      remember("missions", mission.body?.id);
      if (stage.input?.publish === false) continue;
      for (const bidder of [stranger, provider]) {
        const offer = await bidder.post(`${path}/offers`, offerInput(90_000));
        remember("offers", offer.body?.id);
        if (bidder !== provider || stage.moves === undefined) continue;
        await client.post(`/offers/${offer.body?.id}/award`);
        await talkAbout(offer.body?.id, client, provider);
        for (const move of stage.moves) {
          const mover = move === "dispute" ? client : provider;
          await mover.post(
            `${path}/${move}`,
            move === "dispute" ? { reason: "Rien n'est fait." } : undefined,
          );
        }
      }
    }
  }

  /** What opens a conversation to moderators is a report of a message, or the dispute that follows here. */
  async function talkAbout(offerId: string, client: Person, provider: Person): Promise<void> {
    const message = await provider.post(`/offers/${offerId}/messages`, { text: `Bonjour ${randomUUID()}` });
    const subject = { type: "message", id: message.body?.id };
    const text = "La même annonce revient chaque jour.";
    const report = await client.post("/reports", { subject, category: "spam", text, goodFaith: true });
    remember("reports", report.body?.id);
  }

  for (const caller of ["client", "provider", "stranger", "moderator", "admin"] as const) await enrol(caller);

  const current = (piece: Piece, kind: string): string => {
    if (typeof piece === "string") return piece;
    const list = values.get(kind) ?? [];
    return list.at(-1 - (piece.pick % Math.min(list.length, RECENT))) ?? "none";
  };

  const personOf = (caller: Known) => callers.get(caller)?.person as Person;
  const freshMission = async (input: Record<string, unknown>): Promise<string> => {
    const { body } = await personOf("client").post("/missions", missionInput(input));
    remember("missions", body?.id);
    return body?.id ?? "none";
  };

  return {
    refill,

    /** The id of a new mission of the client's, published unless the input says otherwise. */
    freshMission,

    /** The id of the provider's offer on a new mission. */
    async freshOffer(priceCents: number): Promise<string> {
      const mission = await freshMission({});
      const { body } = await personOf("provider").post(`/missions/${mission}/offers`, offerInput(priceCents));
      remember("offers", body?.id);
      return body?.id ?? "none";
    },

    /** Values that the server knows, by the name of a property. */
    known(name: string): fc.Arbitrary<unknown> | undefined {
      const day = 86_400_000;
      switch (name) {
        case "email":
          return fc.oneof(
            fc.nat({ max: 4 }).map((n) => [...callers.values()][n]?.person.email),
            fc.uuid().map((id) => `${id}@example.org`),
          );
        case "password":
        case "newPassword":
          return fc.constant(PASSWORD);
        case "category":
          return fc.constantFrom("electricite", "plomberie", null);
        case "location":
          return fc.constantFrom({ inseeCode: "69123" }, { latitude: 45.76, longitude: 4.84 }, null);
        case "performers":
          return fc.subarray(["self_employed", "company", "association"], { minLength: 1 });
        case "inseeCode":
          return fc.constantFrom("69123", "75056", "2A004");
        case "deadline":
          return fc
            .integer({ min: 1, max: 300 })
            .map((days) => new Date(Date.now() + days * day).toISOString());
        case "latitude":
        case "lat":
          return fc.constantFrom(45.76, 48.85);
        case "longitude":
        case "lng":
          return fc.constantFrom(4.84, 2.35);
        default:
          return undefined;
      }
    },

    /** The request as it goes over the wire now. */
    render(operation: Operation, fuzzed: FuzzRequest): RawRequest {
      const { query, path, body } = fuzzed;
      const target = operation.template.replace(/\{(\w+)\}/g, (_, name: string) =>
        current(path[name] ?? "", collectionBefore(operation.template, name)),
      );
      const search = query.map(
        ([name, piece]) => `${name}=${current(piece, `cursor ${operation.template}`)}`,
      );
      const headers: Record<string, string> = {};
      for (const [name, piece] of Object.entries(fuzzed.headers)) headers[name] = current(piece, "etag");
      const caller =
        fuzzed.caller === "visitor" || fuzzed.caller === "forger" ? undefined : callers.get(fuzzed.caller);
      if (caller !== undefined) headers.authorization = `Bearer ${caller.person.token}`;
      if (fuzzed.caller === "forger") headers.authorization = `Bearer ${FORGED}`;
      if (caller?.cookie && headers.cookie === undefined) headers.cookie = caller.cookie;
      return {
        method: fuzzed.method,
        target: `${target}${search.length > 0 ? `?${search.join("&")}` : ""}`,
        headers,
        body,
      };
    },

    /** Keeps what the answer brought; a caller whose session a request ended signs in again. */
    async learn(
      operation: Operation,
      { caller }: FuzzRequest,
      { status, headers, text }: RawAnswer,
    ): Promise<void> {
      remember("etag", headers.etag);
      const body = parsed(text);
      const collection = operation.template.split("/").at(-1) ?? "";
      for (const item of body?.items ?? [body]) if (status < 300) remember(collection, item?.id);
      remember(`cursor ${operation.template}`, body?.nextCursor);
      if (caller === "visitor" || caller === "forger") return;
      const [cookie] = (headers["set-cookie"] ?? [""])[0]?.split(";") ?? [];
      const known = callers.get(caller);
      if (cookie && known) callers.set(caller, { ...known, cookie });
      if (status === 401 && body?.code === "unauthenticated") await signInAgain(caller);
    },
  };
}

export type FuzzWorld = Awaited<ReturnType<typeof createFuzzWorld>>;

/** "missions" of /api/v1/missions/{id}/offers: the kind of id that goes there. */
function collectionBefore(template: string, parameter: string): string {
  const parts = template.split("/");
  return parts[parts.indexOf(`{${parameter}}`) - 1] ?? "";
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the server answers
function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
