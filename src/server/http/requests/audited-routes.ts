import type { AuditedActionName } from "../../core/audited-actions.ts";
import { isForStaff } from "../../core/permissions.ts";
import type { App } from "../app.ts";

/**
 * What the log of actions holds of a request that was carried out: some of these actions and no others, but for what the
 * clock did first; or why none. Refusals have entries of their own.
 */
export type Audited = AuditedActionName | readonly AuditedActionName[] | { readonly none: string };

declare module "fastify" {
  interface FastifyContextConfig {
    audit?: Audited;
  }
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A route that may change something, or that shows what moderators or administrators alone may see, and does not say what
 * the log of actions holds of it stops the start of the program.
 */
export function requireAudited(api: App): void {
  api.addHook("onRoute", ({ method, url, config }) => {
    const changing = [method].flat().some((one) => !READING.has(one));
    const forStaff = config?.permission !== undefined && isForStaff(config.permission);
    if ((changing || forStaff) && config?.audit === undefined) {
      throw new Error(
        `${method} ${url} does not say what the log of actions holds of it: give it config.audit`,
      );
    }
    if (config?.look !== undefined && typeof config.audit !== "string") {
      throw new Error(`${method} ${url} is a look at what is private: name its one action in config.audit`);
    }
  });
}
