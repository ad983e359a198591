import { openClient } from "../support/load.ts";
import type { Answer, Question } from "../support/question.ts";
import { median } from "../support/statistics.ts";

/** What a search engine asks for: the index, whose borders are looked for anew, and a file of it. */
export const sitemap: Question = {
  name: "sitemap",
  async ask(bench) {
    const times: Record<"index" | "file", number[]> = { index: [], file: [] };
    let addresses = 0;
    for (let round = 0; round < bench.effort.rounds; round += 1) {
      // The borders are kept for an hour: each server looks for them once.
      const server = await bench.startServer({ cache: "on" });
      const client = openClient(server.url);
      const timed = async (name: "index" | "file", path: string) => {
        const begun = performance.now();
        const answer = (await client.ask({ path })).toString();
        times[name].push(performance.now() - begun);
        return answer;
      };
      await client.ask({ path: "/readyz" });
      await timed("index", "/sitemap.xml");
      addresses = (await timed("file", "/sitemaps/missions-1.xml")).split("<loc>").length - 1;
      client.close();
      await server.stop();
    }
    const answer = (what: string, taken: readonly number[]): Answer => ({
      ...{ what, floor: null, measured: median(taken), unit: "ms" },
      ...{ wanted: null, details: { addresses } },
    });
    return [answer("sitemap, the index, first time", times.index), answer("sitemap, a file", times.file)];
  },
};
