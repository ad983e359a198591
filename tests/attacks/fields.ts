import { type ApiDocument, type Operation, readApiDocument } from "../fuzz/operations.ts";
import type { Schema } from "../fuzz/schema-values.ts";

/** One place of a request that takes a value: a JSON pointer into the body, or the name of a query parameter. */
export interface Field {
  readonly operation: Operation;
  readonly in: "body" | "query";
  readonly pointer: string;
  readonly schema: Schema;
}

/** Every field of every operation that the running server says it takes. */
export async function everyField(url: string): Promise<Field[]> {
  const document = await readApiDocument(url);
  return document.operations.flatMap((operation) => [
    ...operation.parameters
      .filter((parameter) => parameter.in === "query")
      .map(({ name, schema }): Field => ({ operation, in: "query", pointer: `/${name}`, schema })),
    ...leavesOf(document, operation.body).map(
      ({ pointer, schema }): Field => ({ operation, in: "body", pointer, schema }),
    ),
  ]);
}

type Leaf = Pick<Field, "pointer" | "schema">;

function leavesOf(document: ApiDocument, schema: Schema | undefined, pointer = ""): Leaf[] {
  if (schema === undefined) return [];
  if (schema.$ref !== undefined) return leavesOf(document, document.resolve(schema.$ref), pointer);
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (either !== undefined) return either.flatMap((one) => leavesOf(document, one, pointer));
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, one]) =>
      leavesOf(document, one, `${pointer}/${name}`),
    );
  }
  if (schema.items !== undefined) return leavesOf(document, schema.items, `${pointer}/0`);
  return pointer === "" || schema.type === "null" ? [] : [{ pointer, schema }];
}

/** A body that holds nothing but this value; what else is wrong with it is told as well. */
export function bodyWith(pointer: string, json: string): string {
  return pointer
    .split("/")
    .slice(1)
    .reduceRight(
      (inner, part) => (/^\d+$/.test(part) ? `[${inner}]` : `{${JSON.stringify(part)}:${inner}}`),
      json,
    );
}
