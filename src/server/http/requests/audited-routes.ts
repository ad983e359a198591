import type { App } from "../app.ts";

/**
 * What the log of actions holds of a request that was carried out: some of these actions and no others, but for what the
 * clock did first; or why none. Refusals have entries of their own.
 */
export type Audited = string | readonly string[] | { readonly none: string };

declare module "fastify" {
  interface FastifyContextConfig {
    audit?: Audited;
  }
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** A route that may change something and does not say what the log of actions holds of it stops the start of the program. */
export function requireAudited(api: App): void {
  api.addHook("onRoute", ({ method, url, config }) => {
    const changing = [method].flat().some((one) => !READING.has(one));
    if (changing && config?.audit === undefined) {
      throw new Error(
        `${method} ${url} does not say what the log of actions holds of it: give it config.audit`,
      );
    }
  });
}
