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
    /** Which limit counts a request that was valid and was carried out. */
    limitWhenDone?: LimitName;
  }
  interface FastifyRequest {
    /** What the limits counted, for the answer's fields. */
    counted: readonly Counted[];
    /** What is taken back when the request is not carried out. */
    reserved: (Counted & Addition) | null;
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
  app.decorateRequest("reserved", null);
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
export function refuseBeyondLimits(app: App, policies: Policies): void {
  app.addHook("onRequest", (request, _reply, done) => done(refusalOf(request.counted)));

  // After validation: what is not valid does not count.
  app.addHook("preHandler", (request, reply, done) => {
    const { limitWhenDone } = request.routeOptions.config;
    if (limitWhenDone === undefined) done();
    else reserve(policies[limitWhenDone], request, reply).then(done, done);
  });

  app.addHook("onSend", (request, reply, payload, done) => {
    const { reserved } = request;
    if (reserved === null || reply.statusCode < 300) done(null, payload);
    else takeBack(reserved, request, reply).then(() => done(null, payload), done);
  });
}

async function reserve(policy: Policy, request: FastifyRequest, reply: FastifyReply) {
  const reserved = await countOne(policy, request);
  request.reserved = reserved;
  request.counted = [...request.counted, reserved];
  setLimitFields(reply, request.counted);
  return refusalOf(request.counted);
}

async function takeBack(reserved: Counted & Addition, request: FastifyRequest, reply: FastifyReply) {
  request.reserved = null;
  await reserved.policy.counter.takeBack(subjectOf(reserved.policy, request), reserved);
  const left = { ...reserved, used: reserved.used - 1 };
  setLimitFields(
    reply,
    request.counted.map((one) => (one === reserved ? left : one)),
  );
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
  const counting = names.map((name) => countOne(policies[name], request));
  request.counted = await Promise.all(counting);
  setLimitFields(reply, request.counted);
}

function refusalOf(counted: readonly Counted[]): AppError | undefined {
  const seconds = retryAfter(counted);
  return seconds === null ? undefined : new AppError("rate_limited", { retryAfterSeconds: seconds });
}

function namesOf(request: FastifyRequest): Names {
  const { limits } = request.routeOptions.config;
  return typeof limits === "function" ? limits(request) : (limits ?? USUAL);
}

async function countOne(policy: Policy, request: FastifyRequest): Promise<Counted & Addition> {
  const addition = await policy.counter.add(subjectOf(policy, request), policy.points);
  return { policy, ...addition };
}

function subjectOf(policy: Policy, request: FastifyRequest): string {
  const { bearer } = request;
  if (policy.by === "user" && bearer.kind === "good") return `user:${bearer.subject.userId}`;
  return `address:${addressSubject(request.ip)}`;
}
