import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyContextConfig, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../core/errors.ts";
import type { Addition } from "../../platform/limits/counters.ts";
import type { App } from "../app.ts";
import { type Counted, retryAfter, setLimitFields } from "./fields.ts";
import type { InnerRequests } from "./inner-requests.ts";
import type { LimitName, Policy } from "./policies.ts";
import { addressSubject } from "./subject.ts";

type Names = readonly LimitName[];

declare module "fastify" {
  interface FastifyContextConfig {
    /** Which limits count a request of this route: `global` when nothing is said, none when the list is empty. */
    limits?: Names | ((request: FastifyRequest) => Names);
  }
  interface FastifyRequest {
    /** What the limits counted, for the answer's fields. */
    counted: readonly Counted[];
  }
}

const USUAL: Names = ["global"];
const NOTHING: readonly Counted[] = [];

/** For routes that no limit counts: health and the built files, each by its exact route. */
export const unlimited = { limits: [] } as const;

export const isUnlimited = (config: FastifyContextConfig | undefined): boolean =>
  Array.isArray(config?.limits) && config.limits.length === 0;

export type Policies = Readonly<Record<LimitName, Policy>>;

/**
 * Counts every request, also those that end in 404, 405 or 401, by the route that they met and never by the text of
 * their address. Stands after the reading of the access token and before whatever may answer by itself.
 */
export function countRequests(app: App, policies: Policies, inner: InnerRequests): void {
  app.decorateRequest("counted");
  app.addHook("onRequest", (request, reply, done) => {
    request.counted = NOTHING;
    const names = namesOf(request);
    if (names.length === 0 || inner.isInner(request)) done();
    else count(policies, names, request, reply).then(() => done(), done);
  });
}

/**
 * Refuses what `countRequests` found to be too much. Stands before whatever asks the database, and after the fields by
 * which a browser lets another origin read the refusal.
 */
export function refuseBeyondLimits(app: App): void {
  app.addHook("onRequest", (request, _reply, done) => done(refusalOf(request.counted)));
}

/** For what the router refuses before any hook, such as an address that cannot be decoded. Throws `rate_limited`. */
export async function countUnrouted(
  policies: Policies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  request.bearer = { kind: "none" };
  await count(policies, USUAL, request, reply);
  const refusal = refusalOf(request.counted);
  if (refusal !== undefined) throw refusal;
}

async function count(policies: Policies, names: Names, request: FastifyRequest, reply: FastifyReply) {
  request.counted =
    countedBefore.get(request.raw) ??
    (await Promise.all(names.map((name) => countOne(policies[name], request))));
  setLimitFields(reply, request.counted);
}

const socketSubjects = new WeakMap<Socket, string>();

/** A connection's address does not change. */
function subjectOfSocket(socket: Socket): string {
  let subject = socketSubjects.get(socket);
  if (subject === undefined) {
    subject = `address:${addressSubject(socket.remoteAddress)}`;
    socketSubjects.set(socket, subject);
  }
  return subject;
}

/** What was counted before the request came this way. */
const countedBefore = new WeakMap<IncomingMessage, readonly Counted[]>();

/**
 * Counts a visitor's request by the address that it comes from, as `countRequests` would, which then counts it no
 * more. At once where the counts are this process's own.
 */
export function countVisitor(
  policies: Policies,
  names: Names,
  request: IncomingMessage,
): readonly Counted[] | Promise<readonly Counted[]> {
  const subject = subjectOfSocket(request.socket);
  const keep = (additions: readonly Addition[]) => {
    const counted = additions.map((addition, at) => ({
      policy: policies[names[at] as LimitName],
      ...addition,
    }));
    countedBefore.set(request, counted);
    return counted;
  };
  const additions = names.map((name) => policies[name].counter.add(subject, policies[name].points));
  const [first] = additions;
  if (additions.length === 1 && first instanceof Promise) return first.then((addition) => keep([addition]));
  return additions.some((addition) => addition instanceof Promise)
    ? Promise.all(additions).then(keep)
    : keep(additions as Addition[]);
}

export function refusalOf(counted: readonly Counted[]): AppError | undefined {
  const seconds = retryAfter(counted);
  return seconds === null ? undefined : new AppError("rate_limited", { retryAfterSeconds: seconds });
}

export function namesOf(request: FastifyRequest): Names {
  const { limits } = request.routeOptions.config;
  return typeof limits === "function" ? limits(request) : (limits ?? USUAL);
}

export async function countOne(policy: Policy, request: FastifyRequest): Promise<Counted & Addition> {
  const addition = await policy.counter.add(subjectOf(policy, request), policy.points);
  return { policy, ...addition };
}

export function subjectOf(policy: Policy, request: FastifyRequest): string {
  const { bearer } = request;
  if (policy.by === "user" && bearer.kind === "good") return `user:${bearer.subject.userId}`;
  return `address:${addressSubject(request.ip)}`;
}
