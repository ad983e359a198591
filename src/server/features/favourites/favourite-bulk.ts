import { bulkRows } from "../../platform/database/bulk.ts";

export interface BulkFavourite {
  readonly userId: string;
  readonly missionId: string;
  readonly at: Date;
}

export const favouriteRows = bulkRows<BulkFavourite>("favourites", {
  user_id: ({ userId }) => userId,
  mission_id: ({ missionId }) => missionId,
  created_at: ({ at }) => at,
});
