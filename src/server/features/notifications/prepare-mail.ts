import type { Tx } from "../../platform/database/database.ts";
import { type Mail, mailOf } from "../../platform/mail.ts";
import { findAccount } from "../accounts/index.ts";
import { findRole } from "../organisations/index.ts";
import { letterOf } from "./compose.ts";
import { type DueMail, MOST_OPTIONAL_MAILS, mailStanding } from "./delivery-queries.ts";
import { findFacts } from "./facts.ts";
import type { Kind } from "./kind.ts";
import { isKind, kinds } from "./kinds.ts";
import { alertsThatStand } from "./standing-alerts.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

export interface PrepareDependencies {
  readonly publicUrl: () => string;
  readonly currency: string;
  readonly timeZone: string;
  readonly tokens: UnsubscribeTokens;
}

/**
 * The mail of a row by what is so now, not when it was written: the reader may have left the organisation, the mission may
 * be out of its sight, the preference another. @returns why it is not sent by itself where it is not
 */
export async function prepareMail(
  tx: Tx,
  due: DueMail,
  { publicUrl, currency, timeZone, tokens }: PrepareDependencies,
): Promise<Mail | "digest" | "none"> {
  if (!isKind(due.kind)) return "none";
  const kind = kinds[due.kind];
  const reader = await findAccount(tx, due.userId);
  if (reader === null) return "none";
  // Who is suspended cannot sign in: nothing but the decision itself is of use.
  if (reader.suspendedAt !== null && kind.about !== "restriction") return "none";
  if (!(await stillBelongs(tx, due, kind))) return "none";
  if (!due.service) {
    const instead = await heldBack(tx, due, kind);
    if (instead !== null) return instead;
  }
  if (due.kind === "alert_matched") {
    const ids = due.missionId === null ? [] : [due.missionId];
    if ((await alertsThatStand(tx, reader, ids, currency)).size === 0) return "none";
  }
  const facts = await findFacts({ connection: tx, currency, timeZone }, due, kind, reader, reader.locale);
  if (facts === null) return "none";
  if (kind.while && !kind.while.includes(facts.missionStatus ?? "")) return "none";
  const site = publicUrl();
  const { host } = new URL(site);
  const unsubscribe = due.service ? null : tokens.addressOf(site, { userId: due.userId, scope: due.kind });
  const letter = letterOf({ row: due, kind, facts, reader, publicUrl: site, unsubscribe });
  return {
    ...(await mailOf(reader.email, letter)),
    ...(unsubscribe?.startsWith("https:") && { headers: oneClickHeaders(unsubscribe) }),
    messageId: `${due.id}@${host}`,
    ...(due.missionId !== null && { threadKey: `mission.${due.missionId}@${host}` }),
  };
}

/** RFC 8058; it wants https, so without it there is neither. */
export const oneClickHeaders = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

async function stillBelongs(tx: Tx, { partyId, userId }: DueMail, kind: Kind): Promise<boolean> {
  // A restriction asks for itself whether its reader still owns what it is about.
  if (partyId === null || kind.about === "restriction") return true;
  return (await findRole(tx, partyId, userId)) !== null;
}

/** Why an optional mail does not leave, or not by itself; null: it does. */
async function heldBack(tx: Tx, due: DueMail, kind: Kind): Promise<"digest" | "none" | null> {
  const { chosen, sentToday, stopped } = await mailStanding(tx, due.userId, due.kind);
  const wish = chosen ?? kind.mail;
  if (wish === "off" || stopped || due.read) return "none";
  return wish === "digest" || sentToday >= MOST_OPTIONAL_MAILS ? "digest" : null;
}
