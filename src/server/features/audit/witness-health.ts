import type { Witness } from "../../platform/audit-witnesses.ts";
import type { Connection } from "../../platform/database/database.ts";
import { selectUnseen, type Unseen } from "./cosignature-queries.ts";

/** What a witness of AUDIT_WITNESSES has not seen of the log. */
export interface WitnessState extends Unseen {
  readonly name: string;
}

export const witnessStates = (
  connection: Connection,
  witnesses: readonly Witness[],
): Promise<WitnessState[]> =>
  Promise.all(
    witnesses.map(async ({ key }) => ({ name: key.name, ...(await selectUnseen(connection, key.text)) })),
  );

export const sayState = ({ name, since }: WitnessState): string =>
  since === null
    ? `${name} has cosigned the last head`
    : `${name} has not seen the log since ${since.toISOString()}`;

/** Throws once a witness has missed heads for more than two hours. */
export async function checkWitnesses(connection: Connection, witnesses: readonly Witness[]): Promise<void> {
  const late = (await witnessStates(connection, witnesses)).filter((one) => one.late);
  if (late.length > 0) throw new Error(`no cosignature of late: ${late.map(sayState).join("; ")}`);
}
