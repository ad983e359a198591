import { legalHolds } from "../../core/manifest.ts";
import type { Connection } from "../../platform/database/database.ts";
import { accountsToEnd, accountsToWarn, INACTIVE_AFTER } from "../accounts/index.ts";
import { countOldDetails, DETAILS_KEPT } from "../audit/index.ts";
import { countEndedHolds, HOLDS } from "./erasure/legal-holds.ts";

/** What a job deletes once it has been kept for so long, and which text says so. */
export interface RetentionRow {
  readonly what: string;
  /** As PostgreSQL reads an interval. */
  readonly kept: string;
  readonly ground: string;
  /** How many go with the next run. */
  readonly due: number;
}

/** More than this are due: it makes no difference how many. */
const MOST_COUNTED = 1_000_000;

/** Every period that the law has a say in, with what would go now; changes nothing. As the database's owner. */
export async function retention(connection: Connection): Promise<RetentionRow[]> {
  const unused = "CNIL, recommendation on accounts that are not used";
  const toWarn = async (number: 1 | 2) => (await accountsToWarn(connection, number, MOST_COUNTED)).length;
  const rows: RetentionRow[] = [
    {
      what: "address, browser and changed values of an action",
      kept: DETAILS_KEPT,
      ground: "CNIL, délibération n° 2021-122",
      due: await countOldDetails(connection),
    },
    { what: "unused account: first mail", kept: INACTIVE_AFTER, ground: unused, due: await toWarn(1) },
    { what: "unused account: second mail", kept: INACTIVE_AFTER, ground: unused, due: await toWarn(2) },
    {
      what: "unused account: erasure",
      kept: INACTIVE_AFTER,
      ground: unused,
      due: (await accountsToEnd(connection, null, MOST_COUNTED)).length,
    },
  ];
  for (const hold of legalHolds) {
    const { period, ground } = HOLDS[hold];
    const due = await countEndedHolds(connection, hold);
    rows.push({ what: `${hold} of an account that was erased`, kept: period, ground, due });
  }
  return rows;
}
