import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { addVary } from "../../http/vary.ts";
import { categories } from "./categories.ts";
import { type Category, CategoryList } from "./category-contract.ts";

function listCategories(language: "fr" | "en"): Category[] {
  return categories.map(({ slug, group, trades, ...labels }) => ({
    slug,
    label: labels[language],
    group: group[language],
    trades: [...new Set(trades.flatMap(({ masculine, feminine }) => [masculine, feminine]))],
  }));
}

const lists = { fr: listCategories("fr"), en: listCategories("en") };

export function categoryRoutes(api: App): void {
  api.get("/categories", {
    config: { access: "public" },
    schema: {
      tags: ["Places"],
      operationId: "listCategories",
      summary: "The trades, in the order in which lists show them; labels by Accept-Language",
      response: { 200: CategoryList, ...problems(401) },
    },
    handler: async (request, reply) => {
      reply.header("cache-control", "public, max-age=300");
      addVary(reply, "Accept-Language");
      return { items: lists[languageOf(request)], nextCursor: null };
    },
  });
}
