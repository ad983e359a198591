import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { LEAST_STEP_CENTS } from "../../../shared/price-step.ts";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import { databaseRefusal } from "../../platform/database/database-errors.ts";
import type { Problem } from "../common-contract.ts";
import { addVary } from "../vary.ts";
import { fieldText } from "./field-texts.ts";
import { type Language, problemTexts, type Texts } from "./problem-texts.ts";
import { type Reader, sentence } from "./sentence.ts";

/** French unless the caller's Accept-Language puts English first. */
export function languageOf(request: FastifyRequest): Language {
  const header = request.headers["accept-language"] ?? "";
  const ranked = header
    .split(",", 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return {
        language: tag.slice(0, 2),
        quality: quality === undefined ? 1 : Number(quality.trim().slice(2)),
      };
    })
    .filter(({ language, quality }) => (language === "fr" || language === "en") && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language === "en" ? "en" : "fr";
}

/** Names a kind of refusal, and leads to a page that explains it (RFC 9457, section 3.1.1). */
export const problemType = (publicUrl: string, code: ErrorCode): string => `${publicUrl}/problems/${code}`;

/** A text of a code with its blanks filled. */
export const problemSentence = (texts: Texts, reader: Reader): string =>
  sentence(texts[reader.language], { step: LEAST_STEP_CENTS }, reader);

/** RFC 9457, in the caller's language. Never says more than the code does. */
export function problemOf(
  error: AppError,
  reader: Reader,
  { publicUrl, requestId }: { readonly publicUrl: string; readonly requestId: string },
): Problem {
  const { status, title, detail } = problemTexts[error.code];
  const errors = error.fields.map((field) => ({
    path: field.path,
    code: field.code,
    message: fieldText(field, reader),
  }));
  return {
    type: problemType(publicUrl, error.code),
    title,
    status,
    detail: problemSentence(detail, reader),
    code: error.code,
    requestId,
    ...(error.reason !== null && { reason: error.reason }),
    ...(errors.length > 0 && { errors }),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const { currency, publicUrl } = request.server;
  request.server.refused(request, error);
  const reader = { language: languageOf(request), currency };
  const problem = problemOf(error, reader, { publicUrl: publicUrl(), requestId: request.id });
  if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="swideal"');
  if (error.retryAfterSeconds !== undefined) reply.header("retry-after", String(error.retryAfterSeconds));
  addVary(reply, "Accept-Language");
  return reply
    .code(problem.status)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(problem);
}

/** The last place an error passes: each becomes a problem document, what is unknown a logged 500. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.code === "internal") request.log.error({ err: error }, "unexpected error");
  else if (refusal.code === "unavailable" || refusal.code === "overloaded") {
    request.log.warn({ err: error }, refusal.code);
  }
  return sendProblem(request, reply, refusal);
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return databaseRefusal(error) ?? new AppError(frameworkCode(error as FastifyError), { cause: error });
}

/** Fastify's own refusals, by its documented error codes. */
function frameworkCode(error: FastifyError): ErrorCode {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return "body_too_large";
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return "unsupported_media_type";
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return "malformed_json";
    case "FST_ERR_BAD_URL":
      return "malformed_request";
    case "FST_ERR_MAX_PARAM_LENGTH":
      return "not_found";
    default:
      if (error.statusCode === 400) return "malformed_json";
      if (error.statusCode === 404) return "not_found";
      if (error.statusCode === 413) return "body_too_large";
      if (error.statusCode === 415) return "unsupported_media_type";
      return "internal";
  }
}
