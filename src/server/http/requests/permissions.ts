import { AppError } from "../../core/errors.ts";
import { may, type Permission } from "../../core/permissions.ts";
import type { App } from "../app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What one of the caller's roles must allow, where a role decides. */
    permission?: Permission;
    /**
     * "service": the permission is asked for by the service, once it knows whether the caller sees the
     * resource at all, for what is not seen is a 404 before anything is a 403.
     */
    permissionAskedBy?: "service";
  }
}

/**
 * Refuses whoever lacks the permission of a route, after the body was validated. A route that does not say
 * who may call it stops the start of the program.
 */
export function checkPermissions(api: App): void {
  api.addHook("onRoute", ({ method, url, config }) => {
    if (config?.access === undefined) {
      throw new Error(`${method} ${url} does not say who may call it: give it config.access`);
    }
    if (config.permission !== undefined && config.access !== "user") {
      throw new Error(`${method} ${url} asks visitors for a permission: give it access "user"`);
    }
  });
  api.addHook("preHandler", async ({ actor, routeOptions }) => {
    const { permission, permissionAskedBy } = routeOptions.config;
    if (permission === undefined || permissionAskedBy === "service") return;
    if (!may(actor, permission)) throw new AppError("forbidden");
  });
}
