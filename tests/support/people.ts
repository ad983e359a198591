import { randomUUID } from "node:crypto";
import type { ApiRequest } from "./api-client.ts";
import type { TestServer } from "./server.ts";

/** A signed-in user, as the API made it. */
export interface Person {
  readonly token: string;
  readonly userId: string;
  readonly partyId: string;
  readonly email: string;
  get(path: string, options?: ApiRequest): ReturnType<TestServer["api"]["get"]>;
  post(path: string, body?: unknown, options?: ApiRequest): ReturnType<TestServer["api"]["post"]>;
  patch(path: string, body: unknown, options?: ApiRequest): ReturnType<TestServer["api"]["patch"]>;
  put(path: string, body: unknown, options?: ApiRequest): ReturnType<TestServer["api"]["put"]>;
}

export const PASSWORD = "une phrase de passe assez longue";

export async function person(
  server: TestServer,
  displayName = "Élodie Ferrand",
  roles?: string[],
): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const registration = { email, password: PASSWORD, displayName, ...(roles && { roles }) };
  const { status, body, text } = await server.api.post("/auth/register", registration);
  if (status !== 201) throw new Error(`registration failed: ${text}`);
  return withToken(server, body.accessToken, body.user);
}

/** A moderator, whom only an operator can make. */
export async function moderator(server: TestServer): Promise<Person> {
  const someone = await person(server, "Maud Régnier");
  await server.sql("update users set roles = roles || '{moderator}' where id = $1", [someone.userId]);
  return someone;
}

export function withToken(
  server: Pick<TestServer, "api">,
  token: string,
  user: { id: string; partyId: string; email: string },
): Person {
  const { api } = server;
  return {
    token,
    userId: user.id,
    partyId: user.partyId,
    email: user.email,
    get: (path, options) => api.get(path, { token, ...options }),
    post: (path, body, options) => api.post(path, body, { token, ...options }),
    patch: (path, body, options) => api.patch(path, body, { token, ...options }),
    put: (path, body, options) => api.put(path, body, { token, ...options }),
  };
}

export const LYON = "69123";

/** A mission that may be published as it stands, three days before its deadline. */
export function missionInput(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: "Refaire l'installation électrique d'un T3",
    description:
      "L'équipe d'Élodie & Cie <3 cherche à remettre aux normes l'installation d'un appartement de 62 m². " +
      "Tableau à remplacer, 24 prises à créer. Accès par escalier, travaux possibles en semaine.",
    category: "electricite",
    skills: ["NF C 15-100"],
    budget: { valueCents: 350_000 },
    location: { inseeCode: LYON },
    deadline: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    publish: true,
    ...changes,
  };
}

export const offerInput = (priceCents: number, changes: Record<string, unknown> = {}) => ({
  priceCents,
  durationDays: 10,
  message: "Disponible dès lundi, assurance décennale fournie.",
  ...changes,
});
