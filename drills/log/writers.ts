import { ApiClient } from "../../tests/support/api-client.ts";
import { missionInput, withToken } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";
import { swideal } from "./command.ts";

const WRITERS = 100;
const SEALED_WITHIN_MS = 60_000;

/**
 * A hundred who write at once, half of them on each of two instances that both seal, while heads are published: every entry is
 * sealed once, no leaf is missing, and all heads are of one tree.
 */
export async function writersOnTwoInstances(
  { check, note }: DrillReport,
  program: Program,
  each: number,
): Promise<void> {
  const client = await program.enrol("Région Rhône");
  const other = await program.another();
  try {
    const { userId, partyId, email } = client;
    const there = withToken({ api: new ApiClient(other.url) }, client.token, { id: userId, partyId, email });
    let [done, refused] = [0, 0];
    const writing = Array.from({ length: WRITERS }, async (_, writer) => {
      const through = writer % 2 === 0 ? client : there;
      for (let n = 0; n < each; n += 1) {
        // A fifth is rolled back, or never begun.
        const changes = writer % 5 === 0 ? { category: "nulle part" } : {};
        const { status } = await through.post("/missions", missionInput(changes));
        if (status === 201) done += 1;
        else refused += 1;
      }
    });
    const publishing = async () => {
      await program.sql("update audit_heads set at = at - interval '1 hour'");
      await program.wake("audit-heads");
    };
    await publishing();
    await Promise.all(writing);
    await sealed(program);
    await publishing();
    await sealed(program);
    const wanted = WRITERS * each;
    check(
      "four fifths of the writers succeed, the others are refused",
      done === wanted * 0.8 && refused === wanted * 0.2,
      `${done} and ${refused}`,
    );
    const [seen] = await program.sql<{ entries: number; leaves: number; numbered: number }>(
      `select (select count(*)::int from audit_entries) as entries,
         (select count(*)::int from audit_leaves where entry_id is not null) as leaves,
         (select count(*)::int = max(leaf)::int + 1 from audit_leaves)::int as numbered`,
    );
    check(
      "every entry is sealed once, and no leaf is missing",
      seen !== undefined && seen.entries === seen.leaves && seen.numbered === 1,
      `${seen?.entries} entries, ${seen?.leaves} leaves`,
    );
  } finally {
    await other.stop();
  }
  const { code, output, errors } = await swideal(["audit", "verify", "--json"], program.environment());
  const { leaves, entries, heads, faults } = JSON.parse(output === "" ? "{}" : output);
  note(`${entries} entries in ${leaves} leaves, under ${heads} heads`);
  check(
    "everything verifies, after kills and storm",
    code === 0 && faults === 0,
    code === 0 ? "exit 0" : errors,
  );
}

/** Until nothing waits. */
async function sealed(program: Program): Promise<void> {
  const until = performance.now() + SEALED_WITHIN_MS;
  for (;;) {
    if ((await program.sql("select from audit_unsealed limit 1")).length === 0) return;
    if (performance.now() > until) throw new Error("what waits was not sealed");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
