import { problemTexts } from "../../src/server/http/problems/problem-texts.ts";
import { checkResponse } from "../support/openapi-check.ts";
import type { Operation } from "./operations.ts";
import type { RawAnswer, RawRequest } from "./send.ts";

/** What an answer must never hold: the inside of the program. */
const INSIDE =
  /node_modules|\n\s+at |\.ts:\d+|postgres|pg_|syntax error|relation "|SQLSTATE|TypeError|ECONN|undefined/i;

/** Refused before any operation was looked for; the document describes operations. */
const BEFORE_ROUTING: ReadonlySet<string> = new Set([
  "malformed_request",
  "headers_too_large",
  "request_timeout",
]);

/**
 * Throws when an answer is a failure (5xx), is not what the OpenAPI document says, or refuses otherwise than
 * by a problem document with a code of the contract that tells nothing of the program's inside.
 */
export async function judge(
  url: string,
  operation: Operation,
  sent: RawRequest,
  answer: RawAnswer,
): Promise<void> {
  const { status, headers, text } = answer;
  const type = String(headers["content-type"] ?? "");
  const fail = (why: string) => {
    throw new Error(`${why}: ${status} ${type} ${text.slice(0, 1_500)}`);
  };
  if (status >= 500) fail("a failure");
  const refused = status >= 400;

  if (sent.method === "HEAD") {
    if (text !== "") fail("a body for HEAD");
    return;
  }
  if (refused) {
    if (!type.startsWith("application/problem+json")) fail("a refusal that is no problem document");
    const problem = JSON.parse(text) as { code: keyof typeof problemTexts; status: number };
    if (problemTexts[problem.code] === undefined) fail("a code that the contract does not know");
    if (problem.status !== status || problemTexts[problem.code].status !== status)
      fail("another status in the body");
    if (INSIDE.test(text.replaceAll(/"path":"(?:[^"\\]|\\.)*"/g, ""))) fail("a look inside");
  }
  if (sent.method !== operation.method) return;
  if (refused && BEFORE_ROUTING.has(JSON.parse(text).code)) return;
  if (status === 400 && !isDecodable(sent.target)) return;
  const isJson = type.includes("json") && text !== "";
  await checkResponse(url, sent.method, operation.template.replaceAll(/\{\w+\}/g, "x"), {
    status,
    headers: new Headers(headers as Record<string, string>),
    text,
    body: isJson ? JSON.parse(text) : null,
  });
}

function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
