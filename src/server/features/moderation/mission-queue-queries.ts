import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { ModeratedMission, ModeratedState } from "./mission-queue-contract.ts";

interface Row extends Pick<ModeratedMission, "id" | "title" | "status"> {
  readonly clientId: string;
  readonly clientName: string;
  readonly providerId: string | null;
  readonly providerName: string | null;
  readonly updatedAt: Date;
}

/** Missions of one state, newest first. */
export async function listMissionsInState(
  connection: Connection,
  filter: { status: ModeratedState; beforeId: string | null; limit: number },
): Promise<ModeratedMission[]> {
  const { status, beforeId, limit } = filter;
  const { rows } = await sql<Row>`
    select m.id, m.title, m.status, client.id as "clientId", client.display_name as "clientName",
      provider.id as "providerId", provider.display_name as "providerName", m.updated_at as "updatedAt"
    from missions m
    join parties client on client.id = m.client_party_id
    left join offers o on o.mission_id = m.id and o.status = 'accepted'
    left join parties provider on provider.id = o.provider_party_id
    where m.status = ${status}
      ${beforeId === null ? sql`` : sql`and m.id < ${beforeId}`}
    order by m.id desc limit ${limit}`.execute(connection);
  return rows.map(({ id, title, ...row }) => ({
    id,
    title,
    status: row.status,
    client: { id: row.clientId, displayName: row.clientName },
    provider:
      row.providerId === null ? null : { id: row.providerId, displayName: row.providerName as string },
    updatedAt: row.updatedAt.toISOString(),
  }));
}
