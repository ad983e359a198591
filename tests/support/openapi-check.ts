import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ApiResponse } from "./api-response.ts";

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
type Document = any;

/**
 * Throws when an answer is not what /openapi.json says of it: an unknown route, an undocumented
 * status, a body out of its schema.
 */
export async function checkResponse(
  url: string,
  method: string,
  path: string,
  answer: ApiResponse,
): Promise<void> {
  const { pathname } = new URL(path, url);
  const document = await documentOf(url);
  const templates = Object.keys(document.paths).filter((candidate) => matches(candidate, pathname));
  const template = templates.find((candidate) => !candidate.includes("{")) ?? templates[0];
  const operation = template && document.paths[template][method.toLowerCase()];
  if (!operation || answer.status === 304) return;
  const where = `${method} ${template} → ${answer.status}`;
  const documented = operation.responses[answer.status] ?? operation.responses.default;
  if (!documented) throw new Error(`${where}: the OpenAPI document does not know this status`);
  const content = documented.content ?? {};
  const [type = ""] = (answer.headers.get("content-type") ?? "").split(";");
  if (answer.text !== "" && content[type] === undefined) throw new Error(`${where}: ${type} is not declared`);
  for (const [name, { required }] of Object.entries<{ required?: boolean }>(documented.headers ?? {})) {
    if (required && !answer.headers.has(name)) throw new Error(`${where}: ${name} is declared and missing`);
  }
  const schema = (content["application/json"] ?? content["application/problem+json"])?.schema;
  if (!schema) {
    if (answer.text !== "") throw new Error(`${where}: a body where the OpenAPI document has none`);
    return;
  }
  const validate = validatorFor(url, where, document, schema);
  if (!validate(answer.body)) {
    throw new Error(`${where}: ${JSON.stringify(validate.errors)} in ${answer.text.slice(0, 2_000)}`);
  }
}

const loaded = new Map<string, Promise<Document>>();
function documentOf(url: string): Promise<Document> {
  const known = loaded.get(url);
  if (known) return known;
  const document = fetch(new URL("/openapi.json", url)).then((response) => response.json());
  loaded.set(url, document);
  return document;
}

const validators = new Map<string, ValidateFunction>();
function validatorFor(url: string, where: string, document: Document, schema: Document): ValidateFunction {
  const key = `${url} ${where}`;
  const known = validators.get(key);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("idn-email", true);
  const validate = ajv.compile({ ...schema, components: document.components });
  validators.set(key, validate);
  return validate;
}

function matches(template: string, pathname: string): boolean {
  const pattern = template
    .split("/")
    .map((part) => (part.startsWith("{") ? "[^/]+" : part.replaceAll(".", "\\.")));
  return new RegExp(`^${pattern.join("/")}$`).test(pathname);
}
