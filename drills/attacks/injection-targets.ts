import { PASSWORD } from "../../tests/support/people.ts";
import type { InjectionTarget } from "./sqlmap.ts";
import type { TargetServer } from "./target-server.ts";

/** Every kind of place where something a caller sends may reach a statement. Each `*` is tried. */
export function injectionTargets(server: TargetServer): InjectionTarget[] {
  const { missionId, draftId, offerId } = server;
  const client = bearer(server.client.token);
  const provider = bearer(server.provider.token);
  const api = "/api/v1";
  return [
    { name: "search words", method: "GET", path: `${api}/missions?q=plombier*&limit=2` },
    { name: "suggestions", method: "GET", path: `${api}/missions/suggest?q=plom*&limit=2*` },
    {
      name: "list filters",
      method: "GET",
      path: `${api}/missions?sort=newest*&category=plomberie*&budgetMin=100*&remote=false*&limit=2*`,
    },
    {
      name: "around a point",
      method: "GET",
      path: `${api}/missions?sort=distance&lat=45.76*&lng=4.84*&radiusKm=20*`,
    },
    { name: "cursor", method: "GET", path: `${api}/missions?sort=newest&cursor=abcd*`, answers: 400 },
    { name: "communes", method: "GET", path: `${api}/places?q=lyon*&limit=3*` },
    { name: "id in a path", method: "GET", path: `${api}/missions/${missionId}*`, headers: client },
    {
      name: "own lists",
      method: "GET",
      path: `${api}/me/missions?status=draft*&limit=3*`,
      headers: client,
    },
    {
      name: "new mission",
      method: "POST",
      path: `${api}/missions`,
      headers: client,
      answers: 201,
      body: {
        title: "Une mission*",
        description: "Une description longue",
        category: "electricite*",
        skills: ["NF C 15-100"],
        location: { inseeCode: "69123*" },
      },
    },
    {
      name: "idempotency key",
      method: "POST",
      path: `${api}/missions`,
      headers: { ...client, "idempotency-key": "key*" },
      answers: 201,
      body: { title: "Une mission", description: "Une description longue" },
    },
    {
      name: "change of a mission",
      method: "PATCH",
      path: `${api}/missions/${draftId}`,
      headers: client,
      body: { skills: ["une*"], deadline: null },
    },
    {
      name: "version of a mission",
      method: "PATCH",
      path: `${api}/missions/${draftId}`,
      headers: { ...client, "if-match": "1*" },
      answers: 412,
      body: {},
    },
    {
      name: "offer lowered",
      method: "PATCH",
      path: `${api}/offers/${offerId}*`,
      headers: provider,
      body: { priceCents: 80_000 },
    },
    {
      name: "refresh cookie",
      method: "POST",
      path: `${api}/auth/refresh`,
      headers: { cookie: "swideal_refresh=abcd*" },
      answers: 401,
    },
    {
      name: "registration",
      method: "POST",
      path: `${api}/auth/register`,
      answers: 409,
      // Each try costs a hash of a password; "sign-in" looks for the address with all kinds, "profile" writes the name.
      level: 2,
      body: {
        email: "attacked-client@example.org*",
        password: PASSWORD,
        displayName: "Nom*",
        termsVersion: "1*",
      },
    },
    {
      name: "profile",
      method: "PATCH",
      path: `${api}/me`,
      headers: client,
      body: { displayName: "Nom*", locale: "fr*" },
    },
    {
      name: "language and cache headers",
      method: "GET",
      path: `${api}/categories`,
      headers: { "accept-language": "fr*", "if-none-match": '"abc*"' },
    },
    { name: "page of a mission", method: "GET", path: `/missions/${missionId}*` },
    // sqlmap compares whole pages, which repeat the words: level 3 takes it 20 minutes. "search words" has them all.
    { name: "search page", method: "GET", path: "/recherche?q=plombier*", level: 1 },
    // Last: an account keeps so many sessions, and each sign-in that succeeds ends an older one.
    {
      name: "sign-in",
      method: "POST",
      path: `${api}/auth/login`,
      headers: { "user-agent": "Mozilla/5.0*" },
      body: { email: "attacked-client@example.org*", password: PASSWORD },
    },
  ];
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
