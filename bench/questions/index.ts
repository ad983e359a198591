import type { Question } from "../support/question.ts";
import { burst } from "./burst.ts";
import { conversations } from "./conversations.ts";
import { deepPage } from "./deep-page.ts";
import { feed, feedCached } from "./feed.ts";
import { growth } from "./growth.ts";
import { limits } from "./limits.ts";
import { memory } from "./memory.ts";
import { mission } from "./mission.ts";
import { near } from "./near.ts";
import { page } from "./page.ts";
import { publish } from "./publish.ts";
import { search } from "./search.ts";
import { sitemap } from "./sitemap.ts";
import { start } from "./start.ts";
import { told } from "./told.ts";
import { underWrites } from "./under-writes.ts";

/** In the order of the table; those that write come last, for what they leave is vacuumed but not forgotten. */
export const questions: readonly Question[] = [
  feed,
  feedCached,
  page,
  deepPage,
  mission,
  near,
  search,
  growth,
  sitemap,
  limits,
  start,
  memory,
  publish,
  told,
  conversations,
  underWrites,
  burst,
];
