import { channel } from "node:diagnostics_channel";
import { type AnySchema, build as buildSerializer } from "fast-json-stringify";
import type { FastifyRequest } from "fastify";
import type { FastifySerializerCompiler } from "fastify/types/schema.js";
import { z } from "zod";
import type { AnswerCheck } from "../../core/actor.ts";
import { fieldErrors } from "../problems/field-errors.ts";

type Serialize = (data: unknown) => string;

/** The JSON of answers that were checked before their write was committed. */
const ready = new WeakMap<object, string>();
const isObject = (body: unknown): body is object => typeof body === "object" && body !== null;

/**
 * Holds an answer against its schema and keeps its JSON, which is what the reply then sends: called inside the
 * transaction that the answer is about, it leaves nothing written that cannot be read. Throws where the program has
 * made what its own contract does not allow; the message names places and codes, never what stands there.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, body: z.output<Schema>): z.output<Schema> {
  const { error } = schema.safeParse(body);
  if (error !== undefined) {
    const wrong = fieldErrors(error.issues).map(({ path, code }) => `${path || "/"} ${code}`);
    throw new Error(`an answer is not what its schema says: ${wrong.join(", ")}`);
  }
  if (isObject(body)) ready.set(body, serializerOf(schema)(body));
  return body;
}

/** For `write`: an answer is what the route declares for a success. */
export function answerCheckOf(request: FastifyRequest): AnswerCheck {
  const responses = (request.routeOptions.schema?.response ?? {}) as Record<string, z.ZodType>;
  const successes = Object.keys(responses).filter((status) => status.startsWith("2"));
  const schemas = successes.map((status) => responses[status] as z.ZodType);
  const schema = schemas.length === 1 ? (schemas[0] as z.ZodType) : z.union(schemas);
  return {
    check: (body) => void checked(schema, body),
    repeat: (body) => {
      if (isObject(body) && !schema.safeParse(body).success) ready.set(body, JSON.stringify(body));
    },
  };
}

export interface SentAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: string;
  /** Whether it had passed `checked`. */
  readonly ready: boolean;
}

/** Tells tests of every body that leaves in answer to a write that was carried out. */
export const sentAnswers = channel("swideal:answer");

/** Routes share schemas, that of refusals above all: compiled for each they would be megabytes. */
export function answerSerializers(): FastifySerializerCompiler<unknown> {
  return ({ schema, method, url, httpStatus }) => {
    const serialize = serializerOf(schema as z.ZodType);
    const writes = method !== "GET" && method !== "HEAD" && httpStatus?.startsWith("2");
    if (!writes) return serialize;
    return (body: unknown) => {
      const known = isObject(body) ? ready.get(body) : undefined;
      if (sentAnswers.hasSubscribers && isObject(body)) {
        sentAnswers.publish({ method, url, status: httpStatus, ready: known !== undefined });
      }
      return known ?? serialize(body);
    };
  };
}

const serializers = new WeakMap<z.ZodType, Serialize>();

function serializerOf(schema: z.ZodType): Serialize {
  const made = serializers.get(schema);
  if (made !== undefined) return made;
  const serialize = buildSerializer(outputSchema(schema));
  serializers.set(schema, serialize);
  return serialize;
}

function outputSchema(schema: z.ZodType): AnySchema {
  return z.toJSONSchema(schema, {
    io: "output",
    target: "draft-7",
    unrepresentable: "any",
    // The serialiser's own validator does not know it and would say so at each start.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "idn-email") delete jsonSchema.format;
    },
  }) as AnySchema;
}
