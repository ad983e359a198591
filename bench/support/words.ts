import type { Workbench } from "./workbench.ts";

/** Words that people write in missions, by how many missions hold them. */
export interface Words {
  /** About one mission in a thousand holds each. */
  readonly rare: readonly string[];
  /** About a fifth of all missions hold each. */
  readonly common: readonly string[];
}

const RARE = { share: 0.001, count: 10 };
const COMMON = { share: 0.2, count: 6 };

/** By the counts that the program keeps for its searches. */
export async function readWords({ rows }: Pick<Workbench, "rows">): Promise<Words> {
  const closest = async ({ share, count }: { share: number; count: number }) => {
    const words = await rows<{ written: string }>(
      `with counted as (
         select term, sum(cards) / (select count(*) from mission_cards) as share from search_terms group by term)
       select min(written collate "C") as written
       from search_words join search_word_clients using (word) join counted using (term)
       where length(written) >= 4 group by term, share order by abs(share - $1::numeric), term limit $2`,
      [share, count],
    );
    if (words.length < count) throw new Error("The program has counted too few words.");
    return words.map(({ written }) => written);
  };
  return { rare: await closest(RARE), common: await closest(COMMON) };
}

/** The first five words of missions' titles, as somebody types who knows what they want. */
export async function fiveWordQueries({ rows }: Pick<Workbench, "rows">, count: number): Promise<string[]> {
  const titles = await rows<{ title: string }>(
    "select title from missions where status = 'published' order by id limit $1",
    [count * 50],
  );
  const queries = titles.flatMap(({ title }) => {
    const words = title.match(/\p{L}[\p{L}\d-]{2,}/gu) ?? [];
    return words.length >= 5 ? [words.slice(0, 5).join(" ")] : [];
  });
  return [...new Set(queries)].slice(0, count);
}
