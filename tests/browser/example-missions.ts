import type { ApiClient } from "../support/api-client.ts";

const WEEK_MS = 7 * 86_400_000;

/**
 * 23 published missions, two of them known by name; the sealed one holds an offer of 777 €. Three clients write of a
 * staircase, so that the word may be offered to others.
 */
export async function exampleMissions(api: ApiClient): Promise<{ open: string; sealed: string }> {
  const client = await register(api, "client@example.org", "Élodie & Cie");
  const others = [
    await register(api, "second-client@example.org", "Atelier Marin"),
    await register(api, "third-client@example.org", "Syndic du Parc"),
  ];
  const deadline = new Date(Date.now() + WEEK_MS).toISOString();
  const base = { category: "electricite", deadline, publish: true, budget: { valueCents: 125_000 } };
  for (let number = 1; number <= 21; number++) {
    await publish(api, others[number - 1] ?? client, {
      ...base,
      title: `Peinture d’un escalier, numéro ${number}`,
      description: "Deux étages, garde-corps compris, peinture fournie par nos soins.",
      category: "peinture",
      location: { inseeCode: "75056" },
    });
  }
  const open = await publish(api, client, {
    ...base,
    title: "Dépannage d’un électricien à Saint-Étienne",
    description: "Le disjoncteur saute chaque soir depuis une semaine, dans un appartement de 60 m².",
    location: { inseeCode: "42218" },
  });
  const sealed = await publish(api, client, {
    ...base,
    title: "L'équipe d'Élodie & Cie <3",
    description: 'x<y>z & "guillemets" « français »\n\nEt une seconde ligne, avec <script>alert(1)</script>.',
    auction: "sealed",
    remote: true,
  });
  const provider = await register(api, "sealed@example.org", "Plume");
  await expectStatus(
    api.post(
      `/missions/${sealed}/offers`,
      { priceCents: 77_700, durationDays: 12, message: "Sous pli fermé." },
      { token: provider },
    ),
    201,
  );
  return { open, sealed };
}

async function register(api: ApiClient, email: string, displayName: string): Promise<string> {
  const registration = { email, password: "une phrase assez longue", displayName };
  const { body } = await expectStatus(api.post("/auth/register", registration), 201);
  return body.accessToken;
}

async function publish(api: ApiClient, token: string, mission: object): Promise<string> {
  const { body } = await expectStatus(api.post("/missions", mission, { token }), 201);
  return body.id;
}

async function expectStatus(answer: ReturnType<ApiClient["post"]>, status: number) {
  const { status: got, text, body } = await answer;
  if (got !== status) throw new Error(`expected ${status}, got ${got}: ${text}`);
  return { body };
}
