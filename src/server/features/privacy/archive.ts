import type { Locale } from "../../../shared/locale.ts";
import type { Tx } from "../../platform/database/database.ts";
import { personalRows, type Source, type Subject } from "./personal-rows.ts";
import { keptFor, processingTexts } from "./processings.ts";
import { tableText } from "./table-texts.ts";

export const ARCHIVE_FORMAT = "swideal-personal-data";
export const ARCHIVE_VERSION = 1;

export interface ArchiveOptions {
  readonly sources: readonly Source[];
  readonly subject: Subject;
  /** Of what says for what and how long. */
  readonly locale: Locale;
  /** Which installation it is of. */
  readonly publicUrl: string;
  readonly madeAt: Date;
}

/**
 * Everything about a person as one JSON document, piece by piece: docs/privacy.md describes it. A piece holds 200 rows at
 * most. `tx` has been through `readOfOneMoment`.
 */
export async function* archiveOf(tx: Tx, options: ArchiveOptions): AsyncGenerator<string> {
  const { sources, subject, locale, publicUrl, madeAt } = options;
  const head = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    site: publicUrl,
    madeAt: madeAt.toISOString(),
    userId: subject.userId,
    partyId: subject.partyId,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"sections":[`;
  for (const [n, source] of sources.entries()) {
    const { table, rows, processing, kept } = source;
    const section = {
      table,
      title: tableText(table, locale),
      as: rows.as ?? null,
      purpose: processingTexts[processing].purpose[locale],
      kept: keptFor(kept, locale),
    };
    yield `${n === 0 ? "" : ","}\n${JSON.stringify(section).slice(0, -1)},"rows":[`;
    let between = "\n";
    for await (const some of personalRows(tx, source, subject)) {
      yield between + some.join(",\n");
      between = ",\n";
    }
    yield "]}";
  }
  yield "\n]}\n";
}

/** The same bytes in pieces of about this size, the last one as it comes. */
export async function* inParts(texts: AsyncIterable<string>, bytes: number): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let size = 0;
  for await (const text of texts) {
    const more = Buffer.from(text);
    gathered.push(more);
    size += more.length;
    if (size < bytes) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(gathered);
}
