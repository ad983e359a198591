import { fullMoment, price } from "../../../../shared/format.ts";
import type { Locale } from "../../../../shared/locale.ts";
import { pathTo } from "../../../../shared/page-paths.ts";
import type { Tx } from "../../../platform/database/database.ts";
import { type Mail, mailOf } from "../../../platform/mail.ts";
import { type Account, findAccount } from "../../accounts/index.ts";
import type { MissionSummary } from "../../missions/index.ts";
import { headlineOf, pathOf } from "../compose.ts";
import { mailStanding } from "../delivery-queries.ts";
import { findFacts } from "../facts.ts";
import { isKind, kinds } from "../kinds.ts";
import type { NotificationRow } from "../notification-queries.ts";
import { oneClickHeaders, type PrepareDependencies } from "../prepare-mail.ts";
import { alertsThatStand } from "../standing-alerts.ts";
import { type DigestLine, digestLetter } from "./digest-letter.ts";
import type { DigestDay } from "./digest-queries.ts";

const ALERT = "alert_matched";

export interface PreparedDigest {
  /** null: nothing of it concerns the person any more. */
  readonly mail: Mail | null;
  /** Ids of what is in it. */
  readonly included: readonly string[];
}

type Line = DigestLine & { readonly id: string };

/** A person's digest by what is so now, not when its rows were written. */
export async function prepareDigest(
  tx: Tx,
  userId: string,
  rows: readonly NotificationRow[],
  { day }: DigestDay,
  deps: PrepareDependencies,
): Promise<PreparedDigest> {
  const none = { mail: null, included: [] };
  const reader = await findAccount(tx, userId);
  if (reader === null || reader.suspendedAt !== null) return none;
  const wanted = await stillWanted(tx, userId, rows);
  const missions = await missionLines(tx, reader, wanted, deps);
  const others = await otherLines(tx, wanted, reader, deps);
  if (missions.length + others.length === 0) return none;
  const publicUrl = deps.publicUrl();
  const unsubscribe = deps.tokens.addressOf(publicUrl, { userId, scope: "all" });
  const letter = digestLetter({ locale: reader.locale, missions, others, publicUrl, unsubscribe });
  const messageId = `digest.${userId}.${day}@${new URL(publicUrl).host}`;
  return {
    mail: {
      ...(await mailOf(reader.email, letter)),
      ...(unsubscribe.startsWith("https:") && { headers: oneClickHeaders(unsubscribe) }),
      messageId,
    },
    included: [...missions, ...others].map(({ id }) => id),
  };
}

/** What was read meanwhile, or is not to be mailed any more, is no news. */
async function stillWanted(
  tx: Tx,
  userId: string,
  rows: readonly NotificationRow[],
): Promise<NotificationRow[]> {
  const wanted: NotificationRow[] = [];
  const off = new Map<string, boolean>();
  for (const row of rows) {
    if (row.read) continue;
    if (!off.has(row.kind)) {
      const { chosen, stopped } = await mailStanding(tx, userId, row.kind);
      off.set(row.kind, chosen === "off" || stopped);
    }
    if (off.get(row.kind) === false) wanted.push(row);
  }
  return wanted;
}

/** Missions of which an alert still stands, each with the searches that found it. */
async function missionLines(
  tx: Tx,
  reader: Account,
  rows: readonly NotificationRow[],
  { currency, timeZone }: PrepareDependencies,
): Promise<Line[]> {
  const { locale } = reader;
  const alerts = rows.filter(({ kind }) => kind === ALERT);
  const ids = alerts.flatMap(({ missionId }) => missionId ?? []);
  const standing = await alertsThatStand(tx, reader, ids, currency);
  return alerts.flatMap(({ id, missionId }) => {
    const alert = standing.get(missionId ?? "");
    if (alert === undefined) return [];
    const detail = detailOf(alert.mission, alert.searches, locale, timeZone);
    const path = pathTo(locale, "mission", { id: alert.mission.id });
    return [{ id, label: alert.mission.title, detail, path }];
  });
}

function detailOf(
  { budget, location, deadline }: MissionSummary,
  searches: readonly string[],
  locale: Locale,
  timeZone: string,
): string {
  const parts = [
    budget === null ? null : price(budget.valueCents, budget.currency, locale),
    location?.name ?? null,
    deadline === null ? null : fullMoment(deadline, timeZone, locale),
  ];
  return `${parts.filter((part) => part !== null).join(" · ")} (${searches.join(", ")})`;
}

/** What did not get a mail of its own: ten a day are enough. */
async function otherLines(
  tx: Tx,
  rows: readonly NotificationRow[],
  reader: Account,
  { currency, timeZone }: PrepareDependencies,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const row of rows) {
    if (row.kind === ALERT || !isKind(row.kind)) continue;
    const kind = kinds[row.kind];
    const facts = await findFacts({ connection: tx, currency, timeZone }, row, kind, reader, reader.locale);
    if (facts === null) continue;
    lines.push({
      id: row.id,
      label: headlineOf(kind, facts, reader.locale),
      path: pathOf(kind, row, reader, reader.locale),
    });
  }
  return lines;
}
