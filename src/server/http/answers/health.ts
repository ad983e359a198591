import { z } from "zod";
import type { CheckResult, HealthChecks } from "../../platform/health.ts";
import type { App } from "../app.ts";
import { unlimited } from "../limits/limits.ts";

const Health = z
  .strictObject({
    status: z.enum(["healthy", "degraded", "unhealthy"]),
    checks: z.record(z.string(), z.strictObject({ status: z.enum(["healthy", "unhealthy"]) })),
  })
  .meta({ id: "Health" });
type Health = z.infer<typeof Health>;

const Word = z.strictObject({ status: z.string() });
const machines = { tags: ["Machines"] };

/**
 * Liveness asks nothing of anybody, readiness the parts without which nothing works, health all of them. Anyone reads
 * whether a part is well; why it is not stands in the log.
 */
export function healthRoutes(app: App, checks: HealthChecks): void {
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
      const { status } = healthOf(await checks.vital());
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
      const health = healthOf(await checks.all());
      return reply.code(health.status === "unhealthy" ? 503 : 200).send(health);
    },
  });
}

function healthOf(results: readonly CheckResult[]): Health {
  const ill = results.filter(({ well }) => !well);
  return {
    status: ill.length === 0 ? "healthy" : ill.some(({ vital }) => vital) ? "unhealthy" : "degraded",
    checks: Object.fromEntries(
      results.map(({ name, well }) => [name, { status: well ? "healthy" : "unhealthy" }]),
    ),
  };
}
