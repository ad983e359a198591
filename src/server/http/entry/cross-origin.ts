import cors from "@fastify/cors";
import type { App } from "../app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** false: no other origin may read it, whoever is listed. */
    cors?: false;
  }
}

/**
 * Lets the listed origins, compared byte for byte, read the API with their users' credentials. Without a
 * list nothing is said of it at all, which is a refusal.
 */
export async function allowCrossOrigin(app: App, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const listed = new Set(origins);
  await app.register(cors, {
    origin: (origin, answer) => answer(null, origin !== undefined && listed.has(origin)),
    credentials: true,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "Authorization",
      "Content-Type",
      "Idempotency-Key",
      "If-Match",
      "If-None-Match",
      "Swideal-Party",
    ],
    exposedHeaders: ["ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"],
    maxAge: 600,
    strictPreflight: false,
  });
}
