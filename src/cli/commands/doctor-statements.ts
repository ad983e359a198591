import type { Connection } from "../../server/platform/database/database.ts";
import {
  type StatementStatistics,
  slowestStatements,
  statisticsState,
} from "../../server/platform/database/statement-statistics.ts";
import type { Finding } from "./doctor-finding.ts";

const MOST = 5;
const LONGEST_LINE = 100;

export interface StatementFindings {
  readonly findings: readonly Finding[];
  /** Empty where nothing is counted. */
  readonly slowest: readonly StatementStatistics[];
}

/** `connection`: as the application's role, whose statements they are. */
export async function examineStatements(connection: Connection): Promise<StatementFindings> {
  const { preloaded, created, keepsUtility } = await statisticsState(connection);
  const finding = (state: Finding["state"], text: string): Finding => ({
    name: "pg_stat_statements",
    state,
    text,
  });
  if (!preloaded) {
    const how =
      "set shared_preload_libraries = 'pg_stat_statements', restart PostgreSQL, run swideal migrate";
    return {
      findings: [finding("warning", `not preloaded: to see the slowest statements ${how}`)],
      slowest: [],
    };
  }
  if (!created) {
    const how = "run CREATE EXTENSION pg_stat_statements in this database, as a role that may";
    return {
      findings: [finding("warning", `not created: to see the slowest statements ${how}`)],
      slowest: [],
    };
  }
  return {
    findings: [
      keepsUtility
        ? finding(
            "warning",
            "there, and keeps the texts of ALTER ROLE with their passwords: set pg_stat_statements.track_utility = off",
          )
        : finding("good", "there: the slowest statements can be seen"),
    ],
    slowest: (await slowestStatements(connection, MOST)) ?? [],
  };
}

/** For a person, one line a statement. */
export function formatStatements(slowest: readonly StatementStatistics[]): string[] {
  if (slowest.length === 0) return [];
  const lines = slowest.map(({ calls, totalMs, meanMs, text }) => {
    const oneLine = text.replace(/\s+/g, " ").trim();
    const shown = oneLine.length > LONGEST_LINE ? `${oneLine.slice(0, LONGEST_LINE - 1)}…` : oneLine;
    return `  ${(totalMs / 1_000).toFixed(1)} s in ${calls} calls of ${meanMs.toFixed(2)} ms: ${shown}`;
  });
  return ["Statements on which most time was spent:", ...lines];
}
