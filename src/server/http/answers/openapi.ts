import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { App } from "../app.ts";
import { Problem } from "../common-contract.ts";
import { isUnlimited } from "../limits/limits.ts";
import { describeHeaders } from "./openapi-headers.ts";
import { docsPolicy } from "./pages-policy.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether a 201 says where what was made is. */
    location?: boolean;
  }
}

/** Problem answers of a route, for its `response` schema. */
export function problems<const Status extends number>(...statuses: Status[]): Record<Status, typeof Problem> {
  return Object.fromEntries(statuses.map((status) => [status, Problem])) as Record<Status, typeof Problem>;
}

/** A route's `access` as the document says it: nothing, a token if one likes, or a token. */
const securityOf = { none: [], public: [{}, { accessToken: [] }], user: [{ accessToken: [] }] };

const transform: typeof jsonSchemaTransform = (given) => {
  const route = withLimits(withWrites(withParty(given)));
  const { schema, url } = jsonSchemaTransform(route);
  const { access = "none", permission, location, audit, forParty } = route.route.config ?? {};
  const asked = permission === undefined ? {} : { "x-permission": permission };
  const found = location === true ? { "x-location": true } : {};
  const acting = access === "user" || forParty === true ? { "x-party": true } : {};
  const logged = audit === undefined ? {} : { "x-audit": audit };
  const told = { ...asked, ...found, ...acting, ...logged };
  return { schema: { ...schema, security: securityOf[access], ...told }, url };
};

/** Whoever acts for a party says so in a field that may be out of form, or name one that it does not belong to. */
function withParty(given: Parameters<typeof jsonSchemaTransform>[0]): typeof given {
  const { schema, route } = given;
  const { access, forParty } = route.config ?? {};
  if (!schema?.response || (access !== "user" && forParty !== true)) return given;
  return { ...given, schema: { ...schema, response: { ...problems(400, 403), ...schema.response } } };
}

/** Whatever a limit counts may be refused as too much, and overload refuses the rest. */
function withLimits(given: Parameters<typeof jsonSchemaTransform>[0]): typeof given {
  const { schema, route } = given;
  if (!schema?.response || isUnlimited(route.config)) return given;
  return { ...given, schema: { ...schema, response: { ...problems(429, 503), ...schema.response } } };
}

/**
 * What could change something is refused to other sites' pages, on every route (csrf-protection.ts), and so is a body
 * that cannot be read, also where none is asked for.
 */
function withWrites(given: Parameters<typeof jsonSchemaTransform>[0]): typeof given {
  const { schema, route } = given;
  if (!schema?.response || route.method === "GET" || route.method === "HEAD") return given;
  return {
    ...given,
    schema: { ...schema, response: { ...problems(400, 403, 413, 415), ...schema.response } },
  };
}

/** The document is made from the very schemas that validate and serialise. */
export async function openapi(
  app: App,
  options: { version: string; publicUrl: () => string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Swideal",
        version: options.version,
        description:
          "A marketplace for missions: publish a need, get competing offers, award one. What each code of a refusal means: [/problems](/problems).",
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/" }],
      tags: [
        { name: "Accounts", description: "Registration, sign-in, sessions, profile" },
        { name: "Parties", description: "Organisations: several people who act for one party" },
        { name: "Missions", description: "Needs, from draft to archive" },
        { name: "Offers", description: "Competing prices for a mission" },
        { name: "Contact", description: "How both sides of an award reach each other" },
        { name: "Places", description: "Communes and categories" },
        { name: "Moderation", description: "For moderators" },
        { name: "Operations", description: "For administrators: how the installation does" },
        { name: "Machines", description: "For load balancers and monitors" },
      ],
      components: {
        securitySchemes: { accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      },
    },
    transform,
    transformObject: (given) => describeHeaders(jsonSchemaTransformObject(given)),
  });
  // Every route stands before the first request comes; made anew for each, it would be the costliest call of all.
  let document: Buffer | undefined;
  app.get("/openapi.json", { schema: { hide: true } }, (_request, reply) => {
    const servers = [{ url: options.publicUrl() }];
    document ??= Buffer.from(JSON.stringify({ ...app.swagger(), servers }));
    return reply
      .header("cache-control", "public, max-age=60")
      .type("application/json; charset=utf-8")
      .send(document);
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: docsPolicy,
    indexPrefix: "",
    // Some hundred and thirty routes drawn at once hold a browser up for seconds at each press.
    uiConfig: { docExpansion: "none" },
  });
}
