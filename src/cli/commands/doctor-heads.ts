import { openPlaces } from "../../server/features/audit/index.ts";
import type { OperatorContext } from "../context.ts";
import type { Finding } from "./doctor-finding.ts";

/** A log of this name there is none: to be told so, one has to be let in. */
const NO_LOG = "swideal-doctor";

/** Whether somebody who has database and keys would be found: by heads that stand elsewhere. */
export async function headsElsewhere({ config }: Pick<OperatorContext, "config">): Promise<Finding[]> {
  const { places, listeners } = openPlaces(config.auditHeads);
  const read = places.map(async ({ name: place, sizes }): Promise<Finding> => {
    const failure = await sizes(NO_LOG).then(
      () => null,
      (error: Error) => error.message,
    );
    return failure === null
      ? { name: "heads", state: "good", text: `${place} can be read` }
      : { name: "heads", state: "bad", text: `${failure}; see AUDIT_HEADS` };
  });
  const told = listeners.map(
    ({ name: listener }): Finding => ({
      name: "heads",
      state: "good",
      text: `${listener} is told of them (not tried)`,
    }),
  );
  const none: Finding[] =
    places.length > 0
      ? []
      : [
          {
            name: "heads",
            state: "warning",
            text: "none can be read elsewhere: who has the database and the keys is not found (AUDIT_HEADS)",
          },
        ];
  return [...none, ...(await Promise.all(read)), ...told];
}
