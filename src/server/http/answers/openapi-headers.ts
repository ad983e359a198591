/** The parts of an OpenAPI document that say which fields a request may carry and an answer carries. */
interface Header {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}
interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  readonly headers?: Readonly<Record<string, Header>>;
}
interface Operation {
  readonly parameters?: readonly unknown[];
  readonly responses: Readonly<Record<string, Answer>>;
  readonly "x-location"?: boolean;
  readonly "x-party"?: boolean;
}
interface Document {
  readonly paths?: Readonly<Record<string, object | undefined>> | undefined;
}

const text = (maxLength: number) => ({ type: "string", maxLength });
const asked = {
  language: {
    name: "Accept-Language",
    description: "The language of sentences: `fr`, unless `en` comes first",
    schema: text(4_000),
  },
  key: {
    name: "Idempotency-Key",
    description: "Sent again within 24 hours, the same request is carried out once and answered alike",
    schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
  },
  match: {
    name: "If-Match",
    description: "ETags as they were read: of another version, the change is refused with 412",
    schema: text(8_000),
  },
  party: {
    name: "Swideal-Party",
    description: "For whom the request acts: a party that the caller belongs to. Absent: the caller's own",
    schema: { type: "string", format: "uuid" },
  },
  noneMatch: {
    name: "If-None-Match",
    description: "ETags as they were read: what is still one of them is answered with 304",
    schema: text(8_000),
  },
};

const given = {
  etag: {
    description:
      "Of these very bytes; its first part is the version that If-Match compares, where there is one",
    schema: { type: "string" },
  },
  cache: { description: "RFC 9111", schema: { type: "string" } },
  location: { description: "Where what was made is", schema: { type: "string", format: "uri-reference" } },
  retry: { description: "Seconds", schema: { type: "integer", minimum: 0 } },
  challenge: { description: "RFC 9110: Bearer", schema: { type: "string" } },
  policy: {
    description: "draft-ietf-httpapi-ratelimit-headers: the limits that count here",
    schema: { type: "string" },
  },
  standing: {
    description: "draft-ietf-httpapi-ratelimit-headers: what is left of them",
    schema: { type: "string" },
  },
} satisfies Record<string, Header>;
const always = (header: Header): Header => ({ ...header, required: true });

/**
 * The document with what its schemas cannot say: refusals are `application/problem+json`, which fields a request may
 * carry, and which an answer carries. It follows from what each route declares: who may answer 422 knows
 * Idempotency-Key, who may answer 412 knows If-Match, who may answer 429 is limited.
 */
export function describeHeaders<Given extends Document>(document: Given): Given {
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods ?? {}).map(([method, operation]) => [
        method,
        described(path.startsWith("/api/"), method, operation as Operation),
      ]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function described(
  api: boolean,
  method: string,
  { "x-location": location, "x-party": party, ...operation }: Operation,
) {
  const { parameters = [], responses } = operation;
  const limited = responses["429"] !== undefined;
  const answers = Object.entries(responses).map(([status, answer]): [string, Answer] => [
    status,
    withHeaders(asSent(status, answer), { status, api, limited, location: location === true }),
  ]);
  const reads = api && method === "get";
  if (reads) answers.push(["304", { description: "As it was read", headers: { ETag: always(given.etag) } }]);
  const fields = [
    ...(api ? [asked.language] : []),
    ...(party === true ? [asked.party] : []),
    ...(reads ? [asked.noneMatch] : []),
    ...(method === "post" && responses["422"] !== undefined ? [asked.key] : []),
    ...(responses["412"] === undefined ? [] : [asked.match]),
  ].map((field) => ({ ...field, in: "header", required: false }));
  return {
    ...operation,
    ...(parameters.length + fields.length > 0 && { parameters: [...parameters, ...fields] }),
    responses: Object.fromEntries(answers),
  };
}

function asSent(status: string, answer: Answer): Answer {
  const { "application/json": problem, ...others } = answer.content ?? {};
  // Health answers 503 with its own document.
  if (problem?.schema?.$ref !== "#/components/schemas/Problem" || Number(status) < 400) return answer;
  return { ...answer, content: { ...others, "application/problem+json": problem } };
}

function withHeaders(
  answer: Answer,
  { status, api, limited, location }: { status: string; api: boolean; limited: boolean; location: boolean },
): Answer {
  const good = status.startsWith("2");
  const tags = api && good && answer.content?.["application/json"] !== undefined;
  const headers: Record<string, Header> = {
    ...(api && { "Cache-Control": always(given.cache) }),
    // What leaves as a file is read while it is sent: it has none.
    ...(tags && { ETag: Object.keys(answer.content ?? {}).length > 1 ? given.etag : always(given.etag) }),
    ...(status === "201" && location && { Location: always(given.location) }),
    ...(api && status === "401" && { "WWW-Authenticate": always(given.challenge) }),
    ...(api && (status === "429" || status === "503") && { "Retry-After": always(given.retry) }),
    ...(limited && { "RateLimit-Policy": given.policy, RateLimit: given.standing }),
  };
  return Object.keys(headers).length === 0 ? answer : { ...answer, headers };
}
