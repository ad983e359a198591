import { bulkRows } from "../../platform/database/bulk.ts";
import type { PartyKind } from "./account-queries.ts";

export interface BulkParty {
  readonly id: string;
  readonly kind: PartyKind;
  readonly displayName: string;
  readonly createdAt: Date;
}

export const partyRows = bulkRows<BulkParty>("parties", {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  display_name: ({ displayName }) => displayName,
  created_at: ({ createdAt }) => createdAt,
});
