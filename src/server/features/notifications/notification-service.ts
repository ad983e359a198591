import type { Locale } from "../../../shared/locale.ts";
import type { Command, UserActor } from "../../core/actor.ts";
import { invalidField, notFound } from "../../core/errors.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { write } from "../../platform/database/write.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { findAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { viaOf } from "../consents/index.ts";
import { findRole } from "../organisations/index.ts";
import { ALERTS, noteAlertMails } from "./alert-mails.ts";
import { headlineOf, notices, pathOf } from "./compose.ts";
import { type FactsDependencies, findFacts } from "./facts.ts";
import { isKind, isService, kindNames, kinds } from "./kinds.ts";
import type {
  Notification,
  Preferences,
  PreferencesChange,
  ReadNotifications,
} from "./notification-contract.ts";
import {
  countUnread,
  listNotifications,
  markAllRead,
  markRead,
  type NotificationRow,
} from "./notification-queries.ts";
import { mailStopped, preferencesOf, writePreferences } from "./preference-queries.ts";

export type NotificationService = ReturnType<typeof createNotificationService>;
type Reader = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export interface NotificationDependencies extends Omit<FactsDependencies, "connection"> {
  readonly database: Database;
}

/** What somebody is told, whatever party it acts for: a notification is a user's own. */
export function createNotificationService({ database, currency, timeZone }: NotificationDependencies) {
  const { writer } = database;
  const facts = { connection: writer, currency, timeZone, evenRead: true };

  /** What may no longer be seen stays in the list without a word of what it was. */
  const shown = async (reader: Reader, row: NotificationRow, locale: Locale): Promise<Notification> => {
    const kind = isKind(row.kind) ? kinds[row.kind] : null;
    const belongs = row.partyId === null || (await findRole(writer, row.partyId, reader.id)) !== null;
    const seen = kind && belongs ? await findFacts(facts, row, kind, reader, locale) : null;
    return {
      id: row.id,
      kind: row.kind,
      text: kind === null ? notices[locale].unseen : headlineOf(kind, seen, locale),
      path: kind === null || seen === null ? null : pathOf(kind, row, reader, locale),
      missionId: row.missionId,
      partyId: row.partyId,
      createdAt: row.createdAt.toISOString(),
      read: row.read,
    };
  };

  const preferences = async (
    connection: Connection,
    userId: string,
    locale: Locale,
  ): Promise<Preferences> => {
    const chosen = await preferencesOf(connection, userId);
    return {
      items: kindNames.map((name) => {
        const { mail, [locale]: text } = kinds[name];
        return {
          ...{ kind: name, label: text.label, service: isService(name) },
          mail: mail === "always" ? "instant" : (chosen.get(name) ?? mail),
        };
      }),
      mailStopped: await mailStopped(connection, userId),
    };
  };

  return {
    async list(
      { userId }: UserActor,
      filter: { unread: boolean; beforeId: string | null; limit: number },
      locale: Locale,
    ): Promise<Notification[]> {
      const reader = await findAccount(writer, userId);
      if (reader === null) throw notFound();
      const rows = await listNotifications(writer, userId, filter);
      const items: Notification[] = [];
      // One after another: a page of a hundred rows, asked for at once, takes every connection from everybody.
      for (const row of rows) items.push(await shown(reader, row, locale));
      return items;
    },

    unread: ({ userId }: UserActor): Promise<number> => countUnread(writer, userId),

    read(command: Command, { ids, before }: ReadNotifications): Promise<null> {
      const { userId } = command.actor;
      if (ids === undefined && before === undefined) throw invalidField("/ids", "required");
      return write(database, command, async (tx) => {
        if (ids !== undefined) await markRead(tx, userId, ids);
        if (before !== undefined) await markAllRead(tx, userId, before);
        invalidateOnCommit(tx, personTag(userId));
        return null;
      });
    },

    preferences: ({ userId }: UserActor, locale: Locale): Promise<Preferences> =>
      preferences(writer, userId, locale),

    /** Throws `validation_failed` for what is no kind, and for what cannot be switched off. */
    prefer(command: Command, { items }: PreferencesChange, locale: Locale): Promise<Preferences> {
      const { actor } = command;
      for (const [at, { kind }] of items.entries())
        if (!isKind(kind) || isService(kind)) throw invalidField(`/items/${at}/kind`, "not_optional");
      const wishes = new Map(items.map(({ kind, mail }) => [kind, mail]));
      return write(database, command, async (tx) => {
        const list = [...wishes].map(([kind, mail]) => ({ kind, mail }));
        const changed = await writePreferences(tx, actor.userId, list);
        if (changed.includes(ALERTS)) {
          const account = { id: actor.userId, partyId: actor.ownPartyId };
          await noteAlertMails(tx, actor, account, wishes.get(ALERTS) !== "off", viaOf(actor));
        }
        await recordAudit(tx, actor, {
          action: "notifications.prefer",
          resource: { type: "user", id: actor.userId },
          changes: { kinds: changed },
        });
        return preferences(tx, actor.userId, locale);
      });
    },
  };
}
