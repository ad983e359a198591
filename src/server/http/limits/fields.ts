import type { FastifyReply } from "fastify";
import type { Standing } from "../../platform/limits/counters.ts";
import type { Policy } from "./policies.ts";

/** Where a caller stands under one policy. */
export interface Counted extends Standing {
  readonly policy: Policy;
}

/**
 * The fields of draft-ietf-httpapi-ratelimit-headers-10, names and values in turn: lists of RFC 9651, one member for
 * each policy. Empty where nothing was counted.
 */
export function fieldsOf(counted: readonly Counted[]): string[] {
  if (counted.length === 0) return [];
  let policies = "";
  let standings = "";
  for (const { policy, used, resetMs } of counted) {
    const separator = policies === "" ? "" : ", ";
    policies += `${separator}"${policy.name}";q=${policy.points};w=${policy.seconds}`;
    standings += `${separator}"${policy.name}";r=${Math.max(0, policy.points - used)};t=${wholeSeconds(resetMs)}`;
  }
  return ["ratelimit-policy", policies, "ratelimit", standings];
}

export function setLimitFields(reply: FastifyReply, counted: readonly Counted[]): void {
  const [policyName = "", policies, standingName = "", standings] = fieldsOf(counted);
  reply.header(policyName, policies).header(standingName, standings);
}

/** How long a refused caller has to wait, in seconds; null: nothing refuses. */
export function retryAfter(counted: readonly Counted[]): number | null {
  const over = counted.filter(({ policy, used }) => used > policy.points);
  if (over.length === 0) return null;
  return Math.max(1, ...over.map(({ resetMs }) => wholeSeconds(resetMs)));
}

export const wholeSeconds = (milliseconds: number): number => Math.max(0, Math.ceil(milliseconds / 1_000));
