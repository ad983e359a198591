import { sql } from "kysely";
import type { UserActor } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import { findConversationOf, type Sides } from "./conversation-queries.ts";
import type { Message } from "./message-contract.ts";
import { listMessages } from "./message-queries.ts";
import { seenMessage } from "./message-view.ts";

/** A message as moderators need it for a report about it. */
export interface ReportedMessage extends Sides {
  readonly messageId: string;
  readonly text: string;
}

/** Of these ids of messages those that are there, each with its conversation, in no order. */
export async function findReportedMessages(
  connection: Connection,
  ids: readonly string[],
): Promise<ReportedMessage[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ReportedMessage>`
    select w.id as "messageId", w.text, w.conversation_id as id, w.mission_id as "missionId",
      w.client_party_id as "clientPartyId", w.provider_party_id as "providerPartyId"
    from messages w where w.id = any(${ids}::uuid[])`.execute(connection);
  return rows;
}

/** What the client and this provider have written to each other about a mission; null: nothing. */
export const findThread = (
  connection: Connection,
  missionId: string,
  providerPartyId: string,
): Promise<Sides | null> => findConversationOf(connection, missionId, providerPartyId);

/** A page of it for somebody who takes no part in it. That it was read stands in the log of actions. */
export async function readThread(
  tx: Tx,
  actor: UserActor,
  thread: Sides,
  page: { readonly beforeId: string | null; readonly limit: number; readonly because: string },
): Promise<Message[]> {
  await recordAudit(tx, actor, {
    action: "conversation.read",
    resource: { type: "conversation", id: thread.id },
    changes: { missionId: thread.missionId, because: page.because },
  });
  return (await listMessages(tx, thread, page)).map((row) => seenMessage(row, actor.partyId));
}
