import type { FastifyReply, FastifyRequest } from "fastify";
import { wasRepeated } from "../../platform/database/write.ts";
import type { Addition } from "../../platform/limits/counters.ts";
import type { App } from "../app.ts";
import { type Counted, setLimitFields } from "./fields.ts";
import { countOne, type Policies, refusalOf, subjectOf } from "./limits.ts";
import type { LimitName } from "./policies.ts";

type Reservation = Counted & Addition;

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * Which limit counts a request that was valid and was carried out, once however often it is repeated. For routes
     * whose service uses `write` alone: beyond the limit it is `write` that refuses what bears a new key.
     */
    limitWhenDone?: LimitName;
  }
  interface FastifyRequest {
    /** What is taken back when the request is not carried out. */
    reserved: Reservation | null;
  }
}

/**
 * Counts after validation, before the work, so that many at once get no more than the limit allows, and takes back
 * what was counted when nothing came of it. Beyond the limit a request with an Idempotency-Key is left to `write`, for
 * it may ask once more for the answer of one that was carried out.
 */
export function countWhenDone(app: App, policies: Policies): void {
  app.decorateRequest("reserved", null);
  app.addHook("preHandler", (request, reply, done) => {
    const { limitWhenDone } = request.routeOptions.config;
    if (limitWhenDone === undefined) done();
    else reserve(policies, limitWhenDone, request, reply).then(() => done(), done);
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const { reserved, command } = request;
    const carriedOut = reply.statusCode < 300 && !(command && wasRepeated(command));
    if (reserved === null || carriedOut) done(null, payload);
    else takeBack(reserved, request, reply).then(() => done(null, payload), done);
  });
}

async function reserve(policies: Policies, name: LimitName, request: FastifyRequest, reply: FastifyReply) {
  const reserved = await countOne(policies[name], request);
  request.reserved = reserved;
  request.counted = [...request.counted, reserved];
  setLimitFields(reply, request.counted);
  const refusal = refusalOf(request.counted);
  if (refusal === undefined) return;
  if (request.headers["idempotency-key"] === undefined) throw refusal;
  request.refusal = refusal;
}

async function takeBack(reserved: Reservation, request: FastifyRequest, reply: FastifyReply) {
  request.reserved = null;
  await reserved.policy.counter.takeBack(subjectOf(reserved.policy, request), reserved);
  const left = { ...reserved, used: reserved.used - 1 };
  setLimitFields(
    reply,
    request.counted.map((one) => (one === reserved ? left : one)),
  );
}
