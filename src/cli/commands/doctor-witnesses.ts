import { sayState, witnessStates } from "../../server/features/audit/index.ts";
import { openDatabase } from "../../server/platform/database/database.ts";
import type { OperatorContext } from "../context.ts";
import type { Finding } from "./doctor-finding.ts";

/** Whether each witness of AUDIT_WITNESSES has seen the log of late. Of a database that cannot be asked other findings tell. */
export async function examineWitnesses({ access, config, log }: OperatorContext): Promise<Finding[]> {
  if (config.auditWitnesses.length === 0) return [];
  const connection = openDatabase({
    connection: access.application,
    poolMax: 1,
    onError: (error) => log.warn({ err: error }, "database"),
  });
  try {
    const states = await witnessStates(connection.writer, config.auditWitnesses);
    return states.map((state) => ({
      name: "witness",
      state: state.late ? "bad" : state.since === null ? "good" : "warning",
      text: sayState(state),
    }));
  } catch (error) {
    return [{ name: "witness", state: "bad", text: (error as Error).message }];
  } finally {
    await connection.close();
  }
}
