import { join, resolve } from "node:path";
import { z } from "zod";
import { isRecipient } from "./objects/recipients.ts";

export interface BackupSettings {
  /** Where they lie; null: nowhere, and none are made. */
  readonly folder: string | null;
  /** Whom age encrypts them for; none: in embedded mode an identity in DATA_DIR. */
  readonly recipients: readonly string[];
  /** An identity on this machine, by which it can put them back as a trial. */
  readonly verifyIdentityFile: string | null;
  /** In the installation's time zone. */
  readonly at: { readonly hour: number; readonly minute: number };
  readonly keep: { readonly days: number; readonly weeks: number; readonly months: number };
  /** null: the log of the database is not archived. At so many bytes that wait, archiving is given up. */
  readonly wal: { readonly mostBytes: number } | null;
}

/** Of the environment, by their names. */
export const backupVariables = {
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_RECIPIENTS: z
    .string()
    .default("")
    .transform((value) => value.split(",").flatMap((part) => part.trim() || []))
    .refine(
      (list) => list.every(isRecipient),
      "recipients of age such as age1…, separated by commas (age-keygen makes them; never AGE-SECRET-KEY-…)",
    ),
  BACKUP_VERIFY_IDENTITY_FILE: z.string().min(1).optional(),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 03:30")
    .default("03:30")
    .transform((value) => ({ hour: Number(value.slice(0, 2)), minute: Number(value.slice(3)) })),
  BACKUP_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,3}d,\d{1,3}w,\d{1,3}m$/, "days, weeks and months such as 30d,8w,12m")
    .default("30d,8w,12m")
    .transform((value) => {
      const [days = 0, weeks = 0, months = 0] = value.split(",").map((part) => Number(part.slice(0, -1)));
      return { days, weeks, months };
    }),
  BACKUP_WAL: z.enum(["on", "off"], { error: "one of on, off" }).default("off"),
  BACKUP_WAL_MAX: z
    .string()
    .regex(/^[1-9]\d{0,4}(?:MB|GB)$/, "a size such as 5GB or 500MB")
    .default("5GB")
    .transform((value) => Number(value.slice(0, -2)) * (value.endsWith("GB") ? 1_000_000_000 : 1_000_000))
    .refine((bytes) => bytes >= 64_000_000, "64MB or more"),
} as const;

const Variables = z.object(backupVariables);

/** @param embeddedDataDir DATA_DIR where the database is embedded; else null, and the folder has to be named */
export function backupSettings(
  env: z.infer<typeof Variables>,
  embeddedDataDir: string | null,
): BackupSettings {
  // Beside the database's folder, never in it: whoever deletes that one keeps the backups.
  const folder = env.BACKUP_DIR ?? (embeddedDataDir === null ? null : join(embeddedDataDir, "..", "backups"));
  const identityFile = env.BACKUP_VERIFY_IDENTITY_FILE;
  return {
    folder: folder === null ? null : resolve(folder),
    recipients: env.BACKUP_RECIPIENTS,
    verifyIdentityFile: identityFile === undefined ? null : resolve(identityFile),
    at: env.BACKUP_AT,
    keep: env.BACKUP_KEEP,
    wal: env.BACKUP_WAL === "on" ? { mostBytes: env.BACKUP_WAL_MAX } : null,
  };
}
