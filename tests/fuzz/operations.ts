import type { Schema } from "./schema-values.ts";

export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header" | "cookie";
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** As in the document: /api/v1/missions/{id} */
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

export interface ApiDocument {
  readonly operations: readonly Operation[];
  resolve(ref: string): Schema;
}

/** The running server's own description, OpenAPI 3.1. */
export async function readApiDocument(url: string): Promise<ApiDocument> {
  const response = await fetch(new URL("/openapi.json", url));
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
  const document = (await response.json()) as any;
  const operations: Operation[] = [];
  for (const [template, methods] of Object.entries<Record<string, typeof document>>(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      operations.push({
        id: operation.operationId,
        method: method.toUpperCase(),
        template,
        parameters: operation.parameters ?? [],
        body: operation.requestBody?.content?.["application/json"]?.schema,
      });
    }
  }
  return {
    operations,
    resolve: (ref) => {
      const schema = document.components.schemas[ref.replace("#/components/schemas/", "")];
      if (schema === undefined) throw new Error(`the document has no ${ref}`);
      return schema;
    },
  };
}
