import { missionInput, type Person } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";

/** At once, of one client. */
const UNDER_WAY = 10;

/**
 * Publications, each of which is two entries of the log, while the program is killed (SIGKILL) in their middle: whatever is
 * committed has its entries, and nothing else has.
 */
export async function killedWhileActing(
  { check, note }: DrillReport,
  program: Program,
  { kills, actions }: { readonly kills: number; readonly actions: number },
): Promise<void> {
  const { email } = await program.enrol("Mairie de Bron");
  let answered = 0;
  let kept = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const client = await program.signIn(email);
    const ids = await publishUntilKilled(client, program, actions);
    await program.ended();
    await program.start();
    const rows = await program.sql<{ id: string; entries: number }>(
      `select m.id, (select count(*)::int from audit_entries e
         where e.resource_id = m.id and e.action in ('mission.create', 'mission.publish') and e.result = 'done') as entries
       from missions m where m.client_party_id = $1`,
      [client.partyId],
    );
    const known = new Set(rows.map(({ id }) => id));
    const missing = ids.filter((id) => !known.has(id)).length;
    const incomplete = rows.filter(({ entries }) => entries !== 2).length;
    const orphans = await program.sql(
      `select from audit_entries e where actor_party_id = $1 and action in ('mission.create', 'mission.publish')
         and not exists (select from missions where id = e.resource_id)`,
      [client.partyId],
    );
    answered += ids.length;
    kept = rows.length;
    if (missing + incomplete + orphans.length > 0 || ids.length >= actions)
      check(
        `killed for the ${kill}. time`,
        false,
        `${ids.length} of ${actions} answered, ${missing} of them lost, ${incomplete} without both entries, ${orphans.length} entries of nothing`,
      );
  }
  note(
    `killed ${kills} times in the middle of ${actions} publications: ${answered} were answered, ${kept} committed`,
  );
  check(
    "what is committed has its entries, and nothing else has",
    kept >= answered && answered > 0,
    `${kept} publications, ${kept * 2} entries`,
  );
}

/** The ids that were answered before the program was gone. */
async function publishUntilKilled(client: Person, program: Program, actions: number): Promise<string[]> {
  const ids: string[] = [];
  let asked = 0;
  const one = async () => {
    while (asked < actions) {
      asked += 1;
      const { status, body } = await client.post("/missions", missionInput());
      if (status !== 201) throw new Error(`not published: ${status}`);
      ids.push(body.id);
      // Others are in the middle of theirs.
      if (ids.length === Math.ceil(actions / 2)) program.kill();
    }
  };
  const done = await Promise.allSettled(Array.from({ length: UNDER_WAY }, one));
  if (done.every(({ status }) => status === "fulfilled"))
    throw new Error("the program was not killed in time");
  return ids;
}
