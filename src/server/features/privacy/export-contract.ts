import { z } from "zod";
import { Id, Instant } from "../../http/common-contract.ts";

export const DataExport = z
  .strictObject({
    id: Id,
    state: z.enum(["making", "ready", "taken"]),
    /** Whether this session asked for it: the archive is given out in no other. */
    here: z.boolean(),
    askedAt: Instant,
    readyAt: Instant.nullable(),
    /** When an archive that nobody has taken is gone. */
    expiresAt: Instant,
    /** In bytes. */
    size: z.number().int().nullable(),
  })
  .meta({ id: "DataExport" });
export type DataExport = z.infer<typeof DataExport>;

export const LatestExport = z.strictObject({ export: DataExport.nullable() }).meta({ id: "LatestExport" });
export type LatestExport = z.infer<typeof LatestExport>;

/** See docs/privacy.md. */
export const DataArchive = z
  .strictObject({
    format: z.literal("swideal-personal-data"),
    version: z.literal(1),
    site: z.string(),
    madeAt: Instant,
    userId: Id,
    partyId: Id,
    sections: z.array(
      z.strictObject({
        table: z.string(),
        title: z.string(),
        /** What the person is in these rows, where a table knows several. */
        as: z.string().nullable(),
        purpose: z.string(),
        kept: z.string(),
        rows: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  .meta({ id: "DataArchive" });
