import type { FastifyReply, FastifyRequest } from "fastify";
import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { type EventStreams, event } from "../../http/answers/event-streams.ts";
import { type FindActor, originOf } from "../../http/requests/authentication.ts";
import type { Hub } from "../../platform/live/hub.ts";
import { type PersonNews, personTag } from "../../platform/live/person-tag.ts";

export interface OwnEventsDependencies {
  readonly hub: Hub;
  readonly streams: EventStreams;
  readonly findActor: FindActor;
}

/** Where changes may have been missed, as while Redis is away, everything is presumed new, so often at the most. */
const PRESUMED_EVERY_MS = 5_000;
const NEWS: readonly PersonNews[] = ["notification", "message"];

/**
 * Tells a signed-in person that something is new, never what: that is asked for as ever. Ends with the access token, and
 * as soon as the session does not say any more what it said at the opening: signed out, suspended, another role.
 */
export function openOwnEvents(
  { hub, streams, findActor }: OwnEventsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: UserActor,
): void {
  const { bearer } = request;
  if (bearer.kind !== "good") throw new AppError("unauthenticated");
  const { subject } = bearer;
  const origin = originOf(request);
  const stream = streams.open(request, reply, `user:${actor.userId}`);

  let checking = false;
  let again = false;
  const check = async (): Promise<void> => {
    again = checking;
    if (checking) return;
    checking = true;
    // What cannot be asked for is not presumed: the page opens another stream, or is refused.
    const present = await findActor(subject, origin, actor.partyId).catch(() => null);
    checking = false;
    if (present === null || !isSame(present, actor)) stream.end(event("session", {}));
    else if (again) await check();
  };

  let presumedAt = Number.NEGATIVE_INFINITY;
  const tagged = new Map<string, PersonNews>(
    [...NEWS, "session" as const].map((news) => [personTag(actor.userId, news), news]),
  );
  const stop = hub.hear([...tagged.keys()], (tag) => {
    const news = tag === null ? null : tagged.get(tag);
    if (news === "session") void check();
    else if (news) stream.send(event(news, {}));
    else if (performance.now() - presumedAt >= PRESUMED_EVERY_MS) {
      presumedAt = performance.now();
      void check();
      stream.send(Buffer.concat(NEWS.map((name) => event(name, {}))));
    }
  });
  const expiry = setTimeout(
    () => stream.end(event("expired", {})),
    Math.max(0, subject.expiresAt - Date.now()),
  );
  expiry.unref();
  stream.onClose(() => {
    clearTimeout(expiry);
    stop();
  });
  // It may have ended between the look at it and now.
  void check();
}

const isSame = (one: UserActor, other: UserActor): boolean =>
  one.partyRole === other.partyRole &&
  one.roles.size === other.roles.size &&
  [...one.roles].every((role) => other.roles.has(role));
