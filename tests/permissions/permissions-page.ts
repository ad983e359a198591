import { partyRoles, roles } from "../../src/server/core/actor.ts";
import { type Grant, permissions, permissionTable } from "../../src/server/core/permissions.ts";
import { routeRules } from "./expectations.ts";

interface Operation {
  readonly security?: readonly Record<string, unknown>[];
  readonly "x-permission"?: string;
}
/** The part of an OpenAPI document that says who may call. */
export interface ServedRoutes {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** docs/permissions.md: from the program's table, from its routes, and from the rules that the walk proves. */
export function permissionsPage(served: ServedRoutes): string {
  const routes = Object.entries(served.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  return `# Permissions

<!-- Made by \`node scripts/permissions-doc.ts\`; a test compares it with the running server. -->

Roles are given by an administrator and hold at the next request, on every instance. A role gives permissions; what
is somebody's own needs none.

## Role and permission

| permission | meaning | ${roles.join(" | ")} | and in the organisation |
| --- | --- | ${roles.map(() => ":-:").join(" | ")} | --- |
${permissions.map(permissionRow).join("\n")}

The last column: who acts for an organisation (\`Swideal-Party\`) needs one of these roles in it as well; everybody is the
owner of the own party. A role in an organisation is asked of the primary at each request, with the session: who is
removed or given another role has nothing more of it at the next request, on every instance. Whether somebody may rename,
invite or remove is asked of the role in the organisation that the path names, for whomever the request acts.

The table is \`src/server/core/permissions.ts\`; \`/openapi.json\` says it of each route as \`x-permission\`.

## What no role lifts

- Ownership stands in the SQL of each statement: drafts, offers, sessions, second factors and passkeys are their
  owner's; a sealed price is its provider's, and after the deadline the client's.
- What the caller may not see is answered exactly as an unknown id: 404. What it sees and may not do: 403.
- Nobody changes the own roles or suspends the own account, so that an administrator always remains.
- Nobody is on two sides: who shares a member with the client's party makes no offer on its mission, and of two bidders
  who share one the second is refused.
- An organisation always has an owner whose account is not suspended, or is in the moderators' care.
- A suspended account is signed out everywhere at once. Its published and closed missions are hidden, its submitted
  offers withdrawn; work under way goes on. When the suspension is lifted, the missions that it hid are shown again,
  offers stay withdrawn, and nothing that a moderator hid besides is shown.

## Route, and who may call it

"needs" is what the route asks of everyone: nothing, or an account; a bad token is refused on every route of the API.
"who" is what no role decides. Each row is tried by \`tests/permissions/walk.test.ts\` on the running server, by a
visitor, the owner, a stranger, the provider concerned, another provider, a moderator, an administrator and a
suspended account, on their own, another's and an unknown id.

| route | needs | permission | who |
| --- | --- | --- | --- |
${routes.map(routeRow).sort().join("\n")}
`;
}

function permissionRow(permission: (typeof permissions)[number]): string {
  const { meaning, roles: given, inParty = partyRoles }: Grant = permissionTable[permission];
  const has = roles.map((role) => ((given as readonly string[]).includes(role) ? "✓" : ""));
  const staff = !given.includes("client") && !given.includes("provider");
  return `| \`${permission}\` | ${meaning} | ${has.join(" | ")} | ${staff ? "" : inParty.join(", ")} |`;
}

function routeRow({ route, operation }: { route: string; operation: Operation }): string {
  const security = operation.security ?? [];
  const needsAccount = security.length > 0 && security.every((one) => Object.keys(one).length > 0);
  const permission = operation["x-permission"];
  const [method, path = ""] = route.split(" ");
  const who = routeRules[route]?.who ?? "**not said**";
  return `| \`${path}\` ${method} | ${needsAccount ? "an account" : "nothing"} | ${permission ? `\`${permission}\`` : ""} | ${who} |`;
}
