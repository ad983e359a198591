import { isUtf8 } from "node:buffer";
import { AppError } from "../core/errors.ts";
import type { App } from "./app.ts";

/**
 * Bodies are JSON in UTF-8 (RFC 8259, section 8.1) and nothing else. Bytes that are no UTF-8 would become other text
 * than was sent; a key of a prototype would become more than a key. Both are refused.
 */
export function readJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    if (isUtf8(body)) parse(request, body.toString(), done);
    else done(new AppError("malformed_json"));
  });
}
