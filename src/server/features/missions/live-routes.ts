import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { notFound } from "../../core/errors.ts";
import { type EventStreams, event, headOfStream } from "../../http/answers/event-streams.ts";
import { problems } from "../../http/answers/openapi.ts";
import { type PublicAnswers, readyJson } from "../../http/answers/public-answers.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import type { Connection } from "../../platform/database/database.ts";
import type { Hub } from "../../platform/live/hub.ts";
import type { TopicSource } from "../../platform/live/topic.ts";
import { Events, type LiveState, PriceHistory } from "./live-contract.ts";
import { type FindLiveState, findPriceHistory, liveStates } from "./live-queries.ts";
import { missionTag } from "./mission-tags.ts";

const tags = ["Missions"];

/** A change ends it; so this is for an instance that dies before it says so. */
const FRESH_MS = 5_000;

/** From which no auction comes back. `closed` and `awarded` may. */
const OVER: ReadonlySet<LiveState["status"]> = new Set([
  "in_progress",
  "delivered",
  "completed",
  "expired",
  "archived",
]);

const GONE = "gone";

export interface LiveRoutesDependencies {
  readonly connection: Connection;
  readonly hub: Hub;
  readonly streams: EventStreams;
  readonly answers: PublicAnswers;
}

export function liveRoutes(api: App, { connection, hub, streams, answers }: LiveRoutesDependencies): void {
  const find = liveStates(connection);

  api.get("/missions/:id/events", {
    config: { access: "public" },
    schema: {
      tags,
      operationId: "watchMission",
      summary: "What changes in an auction, as it happens; 204 once it is over and Last-Event-ID is the last",
      params: IdParams,
      response: {
        200: { description: "A stream", content: { "text/event-stream": { schema: Events } } },
        204: z.null(),
        ...problems(401, 404, 503),
      },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const state = await find(id);
      if (state === null) throw notFound();
      const known = request.headers["last-event-id"];
      const over = OVER.has(state.status);
      if (over && known === String(state.sequence)) return reply.code(204).send(null);
      // Who asks for the head alone would hold a stream that it does not read.
      if (request.method === "HEAD") return headOfStream(reply);
      const stream = streams.open(request, reply, `mission:${id}`);
      if (over) stream.end(written(state, null));
      else show(stream, auction(id, find), known);
      return reply;
    },
  });

  const show = (
    stream: ReturnType<EventStreams["open"]>,
    source: TopicSource<LiveState | null>,
    known: FastifyRequest["headers"][string],
  ) => {
    const stop = hub.watch(source, {
      show({ id, bytes, first, state }) {
        const ends = state === null || OVER.has((state as LiveState).status);
        if (ends) {
          stop();
          stream.end(bytes);
        } else if (!first || id !== known) stream.send(bytes);
      },
    });
    stream.onClose(stop);
  };

  api.get("/missions/:id/price-history", {
    config: { access: "public" },
    schema: {
      tags,
      operationId: "readPriceHistory",
      summary: "How the best price of an open auction went; empty for a sealed one",
      params: IdParams,
      response: { 200: PriceHistory, ...problems(401, 404, 503) },
    },
    handler: (request, reply) => {
      const { id } = request.params;
      const tag = missionTag(id);
      return answers.send(request, reply, { tag, key: `prices:${tag}`, freshMs: FRESH_MS }, async () => {
        const history = await findPriceHistory(connection, id);
        if (history === null) throw notFound();
        return readyJson(JSON.stringify(history), { cacheControl: "public, max-age=0, must-revalidate" });
      });
    },
  });
}

const auction = (id: string, find: FindLiveState): TopicSource<LiveState | null> => ({
  tag: missionTag(id),
  load: () => find(id),
  idOf: (state) => (state === null ? GONE : String(state.sequence)),
  write: written,
});

/** Named after what has changed; the first, and what nobody may see any more, by themselves. */
function written(state: LiveState | null, before: LiveState | null): Buffer {
  if (state === null) return event(GONE, {});
  return event(nameOf(state, before), state, String(state.sequence));
}

function nameOf(state: LiveState, before: LiveState | null): string {
  if (before === null || before.status !== state.status) return "status";
  if (before.deadline !== state.deadline) return "deadline";
  return before.questionCount === state.questionCount ? "offer" : "question";
}
