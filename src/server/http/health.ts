import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { App } from "./app.ts";
import { unlimited } from "./limits/limits.ts";

export interface HealthCheck {
  readonly name: string;
  /** Whether the program cannot serve without it. */
  readonly vital: boolean;
  /** Rejects when it is not well. Given up after `LIMIT_MS`. */
  readonly check: () => Promise<unknown>;
}

const LIMIT_MS = 1_000;

const Health = z
  .strictObject({
    status: z.enum(["healthy", "degraded", "unhealthy"]),
    checks: z.record(z.string(), z.strictObject({ status: z.enum(["healthy", "unhealthy"]) })),
  })
  .meta({ id: "Health" });
type Health = z.infer<typeof Health>;

const Word = z.strictObject({ status: z.string() });
const machines = { tags: ["Machines"] };

/** Liveness asks nothing of anybody; readiness and health ask each part, each within a time of its own. */
export function healthRoutes(app: App, checks: readonly HealthCheck[]): void {
  app.get("/livez", {
    config: unlimited,
    schema: { ...machines, operationId: "livez", summary: "The process answers", response: { 200: Word } },
    handler: async () => ({ status: "alive" }),
  });
  app.get("/readyz", {
    config: unlimited,
    schema: {
      ...machines,
      operationId: "readyz",
      summary: "The program can serve",
      response: { 200: Word, 503: Word },
    },
    handler: async (_request, reply) => {
      const { status } = await examine(checks.filter(({ vital }) => vital));
      return status === "unhealthy" ? reply.code(503).send({ status: "not ready" }) : { status: "ready" };
    },
  });
  app.get("/health", {
    config: unlimited,
    schema: {
      ...machines,
      operationId: "health",
      summary: "Each part's state",
      response: { 200: Health, 503: Health },
    },
    handler: async (_request, reply) => {
      const health = await examine(checks);
      return reply.code(health.status === "unhealthy" ? 503 : 200).send(health);
    },
  });
}

async function examine(checks: readonly HealthCheck[]): Promise<Health> {
  const results = await Promise.all(checks.map(async (check) => ({ ...check, well: await isWell(check) })));
  const ill = results.filter(({ well }) => !well);
  return {
    status: ill.length === 0 ? "healthy" : ill.some(({ vital }) => vital) ? "unhealthy" : "degraded",
    checks: Object.fromEntries(
      results.map(({ name, well }) => [name, { status: well ? "healthy" : "unhealthy" }]),
    ),
  };
}

async function isWell({ check }: HealthCheck): Promise<boolean> {
  const giveUp = new AbortController();
  try {
    return await Promise.race([
      check().then(() => true),
      wait(LIMIT_MS, false, { signal: giveUp.signal, ref: false }),
    ]);
  } catch {
    return false;
  } finally {
    giveUp.abort();
  }
}
