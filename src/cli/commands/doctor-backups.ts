import {
  findBackups,
  keepElsewhere,
  lateness,
  onSameDisk,
  openBackupStore,
  ownKey,
  refusalToSchedule,
} from "../../server/features/backups/index.ts";
import { openDatabase } from "../../server/platform/database/database.ts";
import { backupKeys } from "../backup-context.ts";
import type { OperatorContext } from "../context.ts";
import type { Finding } from "./doctor-finding.ts";

/** Whether there is a backup of the last day that could be put back, and by whom. */
export async function examineBackups(context: OperatorContext): Promise<Finding[]> {
  const { config } = context;
  if (config.backups.folder === null)
    return [of("warning", "none are made by the program: set BACKUP_DIR, or make them another way")];
  const refusal = refusalToSchedule(config);
  if (refusal !== null) return [of("bad", refusal)];
  try {
    return [
      await age(context),
      ...(await stored(context)),
      ...(await key(context)),
      ...(await disk(context)),
    ];
  } catch (error) {
    return [of("bad", (error as Error).message)];
  }
}

const of = (state: Finding["state"], text: string): Finding => ({ name: "backups", state, text });

async function age({ access, log }: OperatorContext): Promise<Finding> {
  const connection = openDatabase({
    connection: access.application,
    poolMax: 1,
    onError: (error) => log.warn({ err: error }, "database"),
  });
  try {
    const late = await lateness(connection.writer);
    return late === null ? of("good", "none is overdue") : of("bad", late);
  } finally {
    await connection.close();
  }
}

async function stored({ config }: OperatorContext): Promise<Finding[]> {
  const store = openBackupStore(config);
  const found = await findBackups(store, await backupKeys(config));
  const bad = found.flatMap(({ fault }) => (fault === null ? [] : [of("warning", fault.message)]));
  const good = found.length - bad.length;
  const last = found.find(({ fault }) => fault === null)?.manifest?.copy.at.slice(0, 19);
  return [
    good === 0
      ? of("warning", `there is none in ${store.place}; swideal backup create makes one`)
      : of("good", `${good} in ${store.place}, the last of ${last}Z`),
    ...bad,
  ];
}

async function key({ config }: OperatorContext): Promise<Finding[]> {
  const own = await ownKey(config);
  if (own === null) return [];
  return [own.kept ? of("good", "a copy of their key is elsewhere") : of("warning", keepElsewhere(own))];
}

async function disk({ config }: OperatorContext): Promise<Finding[]> {
  if (!(await onSameDisk(config))) return [];
  return [
    of("warning", `${config.backups.folder} is on the disk of the database: set BACKUP_DIR to another one`),
  ];
}
