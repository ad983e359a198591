import { bulkRows } from "../../platform/database/bulk.ts";
import { isService, type KindName } from "./kinds.ts";

/** Something that somebody was told before, for whom no mail is to leave any more. */
export interface BulkNotification {
  readonly id: string;
  readonly userId: string;
  readonly partyId: string;
  readonly kind: KindName;
  readonly missionId: string;
  /** What of it is told; null: the mission itself. */
  readonly subjectId: string | null;
  readonly at: Date;
  readonly readAt: Date | null;
}

export const notificationRows = bulkRows<BulkNotification>("notifications", {
  id: ({ id }) => id,
  user_id: ({ userId }) => userId,
  party_id: ({ partyId }) => partyId,
  kind: ({ kind }) => kind,
  mission_id: ({ missionId }) => missionId,
  subject_id: ({ subjectId }) => subjectId,
  created_at: ({ at }) => at,
  read_at: ({ readAt }) => readAt,
  service: ({ kind }) => isService(kind),
  delivery: () => "none",
});
