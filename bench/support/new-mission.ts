import { randomUUID } from "node:crypto";
import type { Ask } from "./ask.ts";
import type { Client } from "./load.ts";

/** Somebody who signs up to a measured server: what they may ask with. */
export async function signUp(client: Client): Promise<Record<string, string>> {
  const registration = {
    email: `${randomUUID()}@example.org`,
    password: "une phrase de passe assez longue",
    displayName: "Élodie Ferrand",
  };
  const answer = await client.ask({
    path: "/api/v1/auth/register",
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(registration),
  });
  return { authorization: `Bearer ${JSON.parse(answer.toString()).accessToken}` };
}

/** A mission that is created and published at once, with a description of about 600 characters. */
export function newMission(as: Record<string, string>): Ask {
  const mission = {
    title: "Refaire l'installation électrique d'un appartement de trois pièces",
    description:
      "Nous cherchons une entreprise pour remettre aux normes l'installation d'un appartement de 62 m² au deuxième " +
      "étage : tableau à remplacer, vingt-quatre prises à créer, éclairage du couloir et de la salle de bains à " +
      "reprendre. Les cloisons sont en plaques de plâtre, les plafonds ont été refaits il y a dix ans. L'accès se " +
      "fait par l'escalier, le stationnement est possible dans la cour pendant les travaux. Merci de prévoir la " +
      "protection des sols et l'évacuation des gravats. Nous souhaitons commencer dans six semaines ; une visite " +
      "peut avoir lieu en soirée ou le samedi matin.",
    category: "electricite",
    skills: ["NF C 15-100"],
    budget: { valueCents: 350_000 },
    location: { inseeCode: "69123" },
    deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    publish: true,
  };
  const headers = { ...as, "content-type": "application/json" };
  return { path: "/api/v1/missions", method: "POST", headers, body: JSON.stringify(mission) };
}
