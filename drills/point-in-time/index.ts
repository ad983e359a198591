import type { Drill } from "../drill.ts";
import { embedded } from "./embedded.ts";
import { withPgBackRest } from "./pgbackrest.ts";

/** That a database killed in the middle of writes is brought back to a moment between two of them. */
export const pointInTime: Drill = {
  name: "point-in-time",
  shows:
    "killed in the middle of writes, the database is brought to a moment between two of them: what was acknowledged before is there, and nothing else; embedded, and by pgBackRest on a server of one's own",
  inCi: { seconds: 45 },
  async run(report, { short, chosen }) {
    const wants = (part: string) => chosen.length === 0 || chosen.includes(part);
    if (wants("embedded")) await embedded(report, short ? 12 : 200);
    if (!short && wants("pgbackrest")) await withPgBackRest(report);
  },
};
