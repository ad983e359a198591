import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sample } from "../../../../tests/support/depth.ts";
import { testEmit } from "../../../../tests/support/emit.ts";
import { missionInput, moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { runMissionTimers } from "../missions/mission-timers.ts";
import { refreshSearch } from "./search/refresh-search.ts";

let server: TestServer;
let judge: Person;
let clients: Person[];
beforeAll(async () => {
  server = await startTestServer();
  judge = await moderator(server);
  clients = await Promise.all(["Un", "Deux", "Trois", "Quatre"].map((name) => person(server, name)));
});
afterAll(() => server.close());

async function publish(
  client: number,
  title: string,
  description = "Un travail à faire sans tarder.",
): Promise<string> {
  const { status, body, text } = await (clients[client] as Person).post(
    "/missions",
    missionInput({ title, description, skills: [] }),
  );
  expect(status, text).toBe(201);
  return body.id;
}
const refresh = () => refreshSearch(server.resources.database.writer);

/** One letter more at the end, so that the word is typed wrong. */
const wrong = (word: string) => `${word.slice(0, -1)}${word.endsWith("z") ? "y" : "z"}`;

/** All that a stranger is told who types a word wrong, or begins to type it. */
async function toldAbout(word: string): Promise<string> {
  const asked = [
    `/missions?q=${wrong(word)}`,
    `/missions?q=${wrong(word)}&sort=newest`,
    `/missions?q=${wrong(word)}&limit=1`,
    `/missions?q=${word.slice(0, 5)}${word.slice(6)}`,
    `/missions?q=menuisier${word}`,
    `/missions/suggest?q=${word.slice(0, 4)}`,
    `/missions/suggest?q=${wrong(word.slice(0, 6))}`,
  ];
  const answers = await Promise.all(asked.map(async (path) => (await server.api.get(path)).text));
  return answers.join("\n").toLowerCase();
}

describe("a word that one client alone writes", () => {
  it("is offered to nobody, however many of its missions hold it; its missions are found all the same", async () => {
    const ids = [await publish(0, "Contacter Zorblaxinette"), await publish(0, "Encore Zorblaxinette")];
    await refresh();
    const { body } = await server.api.get("/missions?q=zorblaxinetta");
    expect(body.items.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
    expect(body.didYouMean).toBeNull();
    expect((await server.api.get("/missions/suggest?q=zorb")).body.items).toEqual([]);
    expect((await server.api.get("/missions/suggest?q=contac")).body.items).toEqual([]);
  });

  it("is offered once three clients write it, and no more once one of their missions is hidden", async () => {
    await publish(0, "Vérifier la quarderonne");
    await publish(1, "Changer la quarderonne");
    await refresh();
    const meant = async () => (await server.api.get("/missions?q=quarderomne")).body.didYouMean;
    expect(await meant()).toBeNull();
    const third = await publish(2, "Poser une quarderonne");
    await refresh();
    expect(await meant()).toBe("quarderonne");
    expect((await judge.post(`/admin/missions/${third}/hide`, { reason: "À vérifier." })).status).toBe(200);
    expect(await meant()).toBeNull();
    expect((await judge.post(`/admin/missions/${third}/unhide`, { reason: "Vérifié." })).status).toBe(200);
    await refresh();
    expect(await meant()).toBe("quarderonne");
  });

  it("is offered no more once one of three clients has taken it out of a text", async () => {
    await publish(0, "Vérifier la barlodonne");
    await publish(1, "Changer la barlodonne");
    const third = await publish(2, "Poser une barlodonne");
    await refresh();
    const meant = async () => (await server.api.get("/missions?q=barlodomne")).body.didYouMean;
    expect(await meant()).toBe("barlodonne");
    const changed = await (clients[2] as Person).patch(`/missions/${third}`, { title: "Poser une planche" });
    expect(changed.status, changed.text).toBe(200);
    expect(await meant()).toBeNull();
  });
});

it("an address, its local part and a number are no words, whoever writes them", async () => {
  for (const client of [0, 1, 2, 3]) {
    await publish(
      client,
      "Appeler le 06 12 34 56 78",
      "Écrire à kwartzbrumel@exemple.fr ou voir www.plimouchard.fr, @tarabistouk ou dossier vexilandre2024.",
    );
  }
  await refresh();
  for (const word of ["kwartzbrumel", "plimouchard", "tarabistouk", "vexilandre", "exemple"]) {
    expect(await toldAbout(word), word).not.toContain(`"didyoumean":"${word}`);
  }
  for (const typed of ["appel", "06", "0612"])
    expect((await server.api.get(`/missions/suggest?q=${typed}`)).body.items).toEqual([]);
  expect(await server.sql("select word from search_words where word ~ 'kwartz|plimou|taraba|vexil'")).toEqual(
    [],
  );
});

it("suggestions are asked for anew each time, so that no browser keeps what is gone", async () => {
  const { headers } = await server.api.get("/missions/suggest?q=plomb");
  expect(headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
});

/** Words that no language has, so that a word in an answer came from a mission. */
const WORDS = ["brakoutin", "dragolense", "fripouvine", "glampidour", "jorvanique", "kestrimole"];

type Step = readonly [
  act: "publish" | "edit" | "hide" | "unhide" | "cancel" | "expire" | "refresh",
  which: number,
  word: number,
];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom("publish", "publish", "publish", "edit", "hide", "unhide", "cancel", "expire", "refresh"),
  fc.nat(99),
  fc.nat(WORDS.length - 1),
);

it("after any sequence of publishing, changing, hiding, cancelling and expiring, no endpoint gives a word of unseen missions alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await server.sql("delete from mission_cards");
      const missions: { id: string; client: number; word: string; seen: boolean; hidden: boolean }[] = [];
      const pick = (which: number, of: (mission: (typeof missions)[number]) => boolean) => {
        const some = missions.filter(of);
        return some[which % Math.max(some.length, 1)];
      };
      // The first publication makes old what was kept of the cards that were here before.
      for (const [act, which, word] of [["publish", 0, 0] as const, ...steps]) {
        const text = WORDS[word] as string;
        const live = pick(which, ({ seen }) => seen);
        if (act === "publish") {
          const client = which % clients.length;
          missions.push({
            id: await publish(client, `Réparer ${text}`),
            client,
            word: text,
            seen: true,
            hidden: false,
          });
        } else if (act === "refresh") await refresh();
        else if (act === "unhide") {
          const hidden = pick(which, (mission) => mission.hidden);
          if (hidden === undefined) continue;
          expect(
            (await judge.post(`/admin/missions/${hidden.id}/unhide`, { reason: "Vérifié." })).status,
          ).toBe(200);
          Object.assign(hidden, { seen: true, hidden: false });
        } else if (live !== undefined) {
          if (act === "edit") {
            const { status } = await (clients[live.client] as Person).patch(`/missions/${live.id}`, {
              title: `Réparer ${text}`,
            });
            expect(status).toBe(200);
            live.word = text;
          } else if (act === "hide") {
            expect((await judge.post(`/admin/missions/${live.id}/hide`, { reason: "À voir." })).status).toBe(
              200,
            );
            Object.assign(live, { seen: false, hidden: true });
          } else if (act === "cancel") {
            expect((await (clients[live.client] as Person).post(`/missions/${live.id}/cancel`)).status).toBe(
              200,
            );
            live.seen = false;
          } else if (act === "expire") {
            await server.sql(
              "update missions set deadline = now() - interval '1 minute', due_at = now() - interval '1 minute' where id = $1",
              [live.id],
            );
            await runMissionTimers(server.resources.database, testEmit);
            live.seen = false;
          }
        }
      }
      const seen = new Map<string, Set<number>>();
      for (const { word, client, ...mission } of missions)
        if (mission.seen) seen.set(word, (seen.get(word) ?? new Set()).add(client));
      for (const word of WORDS) {
        const told = await toldAbout(word);
        if (!seen.has(word)) expect(told, `${word} is gone`).not.toContain(word);
        if ((seen.get(word)?.size ?? 0) < 3) {
          expect(told).not.toContain(`"didyoumean":"${word}`);
          expect((await server.api.get(`/missions/suggest?q=${word}`)).body.items).toEqual([]);
        }
      }
      // Nor does the database keep it.
      await refresh();
      const gone = WORDS.filter((word) => !seen.has(word));
      const kept = await server.sql(
        `select word from search_words where word = any($1)
         union all select word from search_word_clients where word = any($1)
         union all select beginning from search_suggestions where beginning like any($2)`,
        [gone, gone.map((word) => `%${word}%`)],
      );
      expect(kept).toEqual([]);
    }),
    { numRuns: sample(8, 40) },
  );
}, 240_000);
