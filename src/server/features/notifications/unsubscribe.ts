import type { Actor } from "../../core/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import { findAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { ALERTS, noteAlertMails } from "./alert-mails.ts";
import { isKind, isService, kindNames } from "./kinds.ts";
import { writePreferences } from "./preference-queries.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

/** Switches off what a token names, if it is one of ours; says nothing of it. */
export type Unsubscribe = (actor: Actor, token: string) => Promise<void>;

export const ALL_OPTIONAL = "all";

export const createUnsubscribe =
  ({ database, tokens }: { database: Database; tokens: UnsubscribeTokens }): Unsubscribe =>
  async (actor, token) => {
    const about = tokens.read(token);
    if (about === null) return;
    const { userId, scope } = about;
    const off = kindNames.filter((name) => !isService(name) && (scope === ALL_OPTIONAL || scope === name));
    if (off.length === 0 || (scope !== ALL_OPTIONAL && !isKind(scope))) return;
    await database.transaction(async (tx) => {
      const account = await findAccount(tx, userId);
      if (account === null) return;
      const wishes = off.map((kind) => ({ kind, mail: "off" as const }));
      const changed = await writePreferences(tx, userId, wishes);
      if (changed.length === 0) return;
      if (changed.includes(ALERTS)) await noteAlertMails(tx, actor, account, false, "mail");
      await recordAudit(tx, actor, {
        action: "notifications.unsubscribe",
        resource: { type: "user", id: userId },
        changes: { kinds: changed },
      });
    });
  };
