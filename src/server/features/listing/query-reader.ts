import { join } from "node:path";
import type { Connection } from "../../platform/database/database.ts";
import {
  anchorsOf,
  hashOf,
  phrasesOf,
  type ReadQuery,
  readFor,
  readingOf,
  readSavedQuery,
  type SavedQuery,
} from "./saved-query.ts";
import { withEnglish } from "./search/english.ts";
import type { QueryLanguage } from "./search/query.ts";
import { loadSynonyms } from "./search/synonyms.ts";

/** Queries that are kept, read as `GET /missions` of this program reads them. */
export interface QueryReader {
  /** Names how words are read: what was read by another is to be read again. */
  readonly readBy: string;
  /** Throws `validation_failed`, paths by the names of the query string. */
  read(text: string, language: QueryLanguage): SavedQuery;
  /** Everything by which missions are held against it. */
  judged(
    connection: Connection,
    query: SavedQuery,
    language: QueryLanguage,
  ): Promise<{
    hash: string;
    query: SavedQuery;
    language: QueryLanguage;
    readBy: string;
    read: ReadQuery;
    anchors: number[];
  }>;
  phrases(query: SavedQuery, language: QueryLanguage): readonly (readonly string[])[];
}

/** @param dataDir DATA_DIR, where the operator's own synonyms may stand */
export function createQueryReader(dataDir: string): QueryReader {
  const operatorFile = join(dataDir, "synonyms.txt");
  const synonyms = withEnglish(loadSynonyms(operatorFile));
  const readBy = readingOf(operatorFile);
  return {
    readBy,
    read: (text, language) => readSavedQuery(text, synonyms[language], language),
    judged: async (connection, query, language) => ({
      ...{ hash: hashOf(query, language), query, language, readBy },
      read: readFor(query, synonyms[language], language),
      anchors: await anchorsOf(connection, query, synonyms[language], language),
    }),
    phrases: (query, language) => phrasesOf(query, synonyms[language], language),
  };
}
