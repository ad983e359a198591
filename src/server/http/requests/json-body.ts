import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { AppError } from "../../core/errors.ts";

/**
 * Bodies are JSON in UTF-8 (RFC 8259, section 8.1) and nothing else. Bytes that are no UTF-8 would become other text
 * than was sent; a key of a prototype would become more than a key. Both are refused, and so is a body that says that
 * it is something else: compressed, or in another encoding, its bytes could be UTF-8 by chance.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    if (!isPlainJson(request.headers)) done(new AppError("unsupported_media_type"));
    else if (isUtf8(body)) parse(request, body.toString(), done);
    else done(new AppError("malformed_json"));
  });
}

/** A parameter of a media type, RFC 9110, section 5.6.6. */
const PARAMETER = /^([!#$%&'*+.^_`|~\w-]+)=(?:([!#$%&'*+.^_`|~\w-]+)|"([^"\\]*)")$/;

/** JSON alone, not encoded further, in UTF-8 where it says so. Parameters that nobody defined say nothing. */
function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const codings = (headers["content-encoding"] ?? "").split(",").map((one) => one.trim().toLowerCase());
  if (!codings.every((one) => one === "" || one === "identity")) return false;
  const [type = "", ...parameters] = (headers["content-type"] ?? "").split(";").map((one) => one.trim());
  if (type.toLowerCase() !== "application/json") return false;
  return parameters
    .filter((one) => one !== "")
    .every((one) => {
      const [, name, token, quoted] = PARAMETER.exec(one) ?? [];
      if (name === undefined) return false;
      return name.toLowerCase() !== "charset" || /^utf-?8$/i.test(token ?? quoted ?? "");
    });
}
