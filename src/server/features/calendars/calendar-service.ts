import { createHash, randomBytes } from "node:crypto";
import { typeset } from "../../../shared/typography.ts";
import type { UserActor } from "../../core/actor.ts";
import { notFound } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { findAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { favouriteIds } from "../favourites/index.ts";
import { findDeadlines } from "../missions/index.ts";
import { offeredMissions } from "../offers/index.ts";
import { partyIdsOf } from "../organisations/index.ts";
import { type Calendar, NewCalendar } from "./calendar-contract.ts";
import { calendarSince, dropCalendar, putCalendar, userBySecret } from "./calendar-queries.ts";
import { eventsOf } from "./deadlines.ts";
import { writeCalendar } from "./icalendar.ts";

const SECRET_BYTES = 32;
/** Calendar programs give up on what is much longer. */
const MOST = 1_000;
export const NAMES = typeset({ fr: "Échéances Swideal", en: "Swideal deadlines" });

export type CalendarService = ReturnType<typeof createCalendarService>;

export interface CalendarDependencies {
  readonly database: Database;
  readonly publicUrl: () => string;
}

export function createCalendarService({ database, publicUrl }: CalendarDependencies) {
  return {
    async read(actor: UserActor): Promise<Calendar> {
      const since = await calendarSince(database.writer, actor.userId);
      return { since: since?.toISOString() ?? null };
    },

    /** A new secret address; the one before leads nowhere any more. No answer of it is kept under a key. */
    make: (actor: UserActor): Promise<NewCalendar> =>
      database.transaction(async (tx) => {
        const secret = randomBytes(SECRET_BYTES).toString("base64url");
        const since = await putCalendar(tx, actor.userId, hashOf(secret));
        await recordAudit(tx, actor, {
          action: "calendar.make",
          resource: { type: "user", id: actor.userId },
        });
        const url = `${publicUrl()}/calendrier/${secret}.ics`;
        return checked(NewCalendar, { url, since: since.toISOString() });
      }),

    async revoke(actor: UserActor): Promise<void> {
      await database.transaction(async (tx) => {
        if (!(await dropCalendar(tx, actor.userId))) return;
        await recordAudit(tx, actor, {
          action: "calendar.revoke",
          resource: { type: "user", id: actor.userId },
        });
      });
    },

    /** The deadlines of whoever has this secret address, as iCalendar; `not_found` for every other. */
    async write(secret: string): Promise<string> {
      const userId = await userBySecret(database.writer, hashOf(secret));
      const account = userId === null ? null : await findAccount(database.writer, userId);
      if (account === null || account.suspendedAt !== null) throw notFound();
      const { followed, won } = await follows(database.writer, account.id);
      const missions = await findDeadlines(database.writer, followed, MOST);
      const reader = { language: account.locale, publicUrl: publicUrl(), won };
      return writeCalendar({
        name: NAMES[account.locale],
        events: missions.flatMap((mission) => eventsOf(mission, reader)),
      });
    },
  };
}

async function follows(connection: Connection, userId: string) {
  const partyIds = await partyIdsOf(connection, userId);
  const offers = await offeredMissions(connection, partyIds, MOST);
  const favourites = await favouriteIds(connection, userId);
  return {
    followed: { partyIds, missionIds: [...offers.map(({ missionId }) => missionId), ...favourites] },
    won: new Set(offers.flatMap(({ missionId, accepted }) => (accepted ? [missionId] : []))),
  };
}

const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
