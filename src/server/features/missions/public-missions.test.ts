import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput } from "../../../../tests/support/people.ts";

const { server, client } = marketWorld();

test("of many missions asked for at once each visitor gets the one asked for, and 404 for what is not public", async () => {
  const titles = Array.from({ length: 40 }, (_, at) => `Repeindre le salon numéro ${at}`);
  const made = await Promise.all(
    titles.map(async (title, at) => {
      const { body } = await client.post("/missions", { ...missionInput(), title, publish: at % 4 !== 3 });
      return { id: body.id as string, title, shown: at % 4 !== 3 };
    }),
  );
  const asked = [...made, ...made, { id: randomUUID(), title: "", shown: false }];
  const answers = await Promise.all(asked.map(({ id }) => server.api.get(`/missions/${id}`)));
  expect(answers.map(({ status, body }) => (status === 200 ? body.title : status))).toEqual(
    asked.map(({ title, shown }) => (shown ? title : 404)),
  );
});

test("a visitor's answer is the same in every language, and the owner's is another", async () => {
  const { body } = await client.post("/missions", { ...missionInput(), publish: true });
  const [french, english] = await Promise.all(
    ["fr", "en"].map((language) =>
      server.api.get(`/missions/${body.id}`, { headers: { "accept-language": language } }),
    ),
  );
  expect(french?.body).toEqual(english?.body);
  expect(french?.headers.get("vary")).not.toMatch(/accept-language/i);
  expect(french?.body).not.toHaveProperty("qualityHints");
  expect((await client.get(`/missions/${body.id}`)).body).toHaveProperty("qualityHints");
});
