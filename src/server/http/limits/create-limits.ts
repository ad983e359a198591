import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../../platform/config.ts";
import { type CountersState, createCounters } from "../../platform/limits/counters.ts";
import type { Log } from "../../platform/log.ts";
import type { Redis } from "../../platform/redis.ts";
import type { App } from "../app.ts";
import { type Attempts, boundlessAttempts, createAttempts } from "./attempts.ts";
import type { Counted } from "./fields.ts";
import { createInnerRequests, type InnerRequests } from "./inner-requests.ts";
import { countRequests, countUnrouted, countVisitor, refuseBeyondLimits } from "./limits.ts";
import { type LimitName, policiesOf } from "./policies.ts";
import { countWhenDone } from "./when-done.ts";

/** All limits of one instance; docs/limits.md lists them. */
export interface Limits {
  readonly inner: InnerRequests;
  readonly attempts: Attempts;
  /** Registers the counting of every request. */
  count(app: App): void;
  /** Registers the refusal of what is too much. */
  refuse(app: App): void;
  /** For what never reaches a hook. Throws `rate_limited`. */
  countUnrouted(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Counts a visitor's request before it is routed; what it gives is not counted again. */
  countVisitor(
    request: IncomingMessage,
    names: readonly LimitName[],
  ): readonly Counted[] | Promise<readonly Counted[]>;
  state(): CountersState;
  /** Rejects while Redis does not answer, or each instance counts for itself. */
  checkRedis(redis: Redis): Promise<void>;
}

const NOTHING: readonly Counted[] = [];

export interface LimitsOptions {
  /** null: switched off. */
  readonly rates: Config["rateLimits"];
  readonly redis: Redis | null;
  readonly log: Log;
  /** Under which the names of accounts are counted. */
  readonly key: Buffer;
}

export function createLimits({ rates, redis, log, key }: LimitsOptions): Limits {
  const inner = createInnerRequests();
  const counters = createCounters({ redis: rates === null ? null : redis, log });
  const checkRedis: Limits["checkRedis"] = async (asked) => {
    await asked.ping();
    if (counters.state().onMemory) throw new Error("limits are counted by each instance alone");
  };
  if (rates === null) {
    return {
      inner,
      attempts: boundlessAttempts,
      count: () => {},
      refuse: () => {},
      countUnrouted: async () => {},
      countVisitor: () => NOTHING,
      state: counters.state,
      checkRedis,
    };
  }
  const policies = policiesOf(rates, counters);
  return {
    inner,
    attempts: createAttempts({ counters, rate: rates.login, key }),
    count(app) {
      countRequests(app, policies, inner);
      app.addHook("onClose", async () => counters.close());
    },
    refuse(app) {
      refuseBeyondLimits(app);
      countWhenDone(app, policies);
    },
    countUnrouted: (request, reply) => countUnrouted(policies, request, reply),
    countVisitor: (request, names) => countVisitor(policies, names, request),
    state: counters.state,
    checkRedis,
  };
}
