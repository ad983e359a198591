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
  const { document, templateOf, validatorAt } = await descriptionOf(url);
  const template = templateOf(pathname);
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
  if (!type.endsWith("json") && content[type] !== undefined) return;
  const media = ["application/json", "application/problem+json"].find((name) => content[name]?.schema);
  if (media === undefined) {
    if (answer.text !== "") throw new Error(`${where}: a body where the OpenAPI document has none`);
    return;
  }
  const status = answer.status in operation.responses ? String(answer.status) : "default";
  const place = ["paths", template, method.toLowerCase(), "responses", status, "content", media, "schema"];
  const validate = validatorAt(place);
  if (!validate(answer.body)) {
    throw new Error(`${where}: ${JSON.stringify(validate.errors)} in ${answer.text.slice(0, 2_000)}`);
  }
}

interface Description {
  document: Document;
  templateOf(pathname: string): string | undefined;
  /** For the schema at a place of the document, given as the keys that lead there. */
  validatorAt(place: readonly string[]): ValidateFunction;
}

const ownServers = new Set<string>();
let ofOwnServers: Promise<Description> | undefined;

/**
 * Of a server that is made of this process's own code, until `forget`: all of these say the same, whatever their settings,
 * but for their address (openapi.test.ts). The first one's document stands for each; to have another made is a good part
 * of what a short test costs.
 */
export function describedByOwnCode(url: string): { forget(): void } {
  ownServers.add(url);
  return { forget: () => void ownServers.delete(url) };
}

const loaded = new Map<string, Promise<Description>>();
function descriptionOf(url: string): Promise<Description> {
  if (ownServers.has(url)) {
    ofOwnServers ??= load(url).catch((error) => {
      ofOwnServers = undefined;
      throw error;
    });
    return ofOwnServers;
  }
  const known = loaded.get(url);
  if (known) return known;
  const description = load(url);
  loaded.set(url, description);
  return description;
}

/** By the document's text: servers that say the same, but for their address, share what was compiled from it. */
const described = new Map<string, Description>();
async function load(url: string): Promise<Description> {
  const text = await (await fetch(new URL("/openapi.json", url))).text();
  const { host } = new URL(url);
  const key = text.replaceAll(host, "");
  const description = described.get(key) ?? describe(JSON.parse(text));
  described.set(key, description);
  return description;
}

function describe(document: Document): Description {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("idn-email", true);
  ajv.addSchema(document, "openapi");
  const patterns = Object.keys(document.paths).map((template) => ({
    template,
    pattern: patternOf(template),
  }));
  return {
    document,
    templateOf(pathname) {
      const found = patterns.filter(({ pattern }) => pattern.test(pathname)).map(({ template }) => template);
      return found.find((template) => !template.includes("{")) ?? found[0];
    },
    validatorAt(place) {
      const pointer = place.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
      const validate = ajv.getSchema(`openapi#/${pointer.join("/")}`);
      if (!validate) throw new Error(`the OpenAPI document has no schema at ${place.join(" ")}`);
      return validate;
    },
  };
}

function patternOf(template: string): RegExp {
  const pattern = template
    .split("/")
    .map((part) => (part.startsWith("{") ? "[^/]+" : part.replaceAll(".", "\\.")));
  return new RegExp(`^${pattern.join("/")}$`);
}
