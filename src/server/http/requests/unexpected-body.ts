import { z } from "zod";
import type { App } from "../app.ts";
import { parse } from "../problems/field-errors.ts";

const Nothing = z.strictObject({}).nullish();

/** Where a route asks for no body, the fields of one are as unknown as elsewhere. */
export function refuseUnexpectedBody(api: App): void {
  api.addHook("preValidation", async ({ routeOptions, body }) => {
    if (routeOptions.schema?.body === undefined) parse(Nothing, body);
  });
}
