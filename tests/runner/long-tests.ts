import { pathIn, type VitestReport } from "./vitest-report.ts";

/** Where it is 1, `vitest.config.ts` leaves the long tests out. */
export const WITHOUT_LONG = "SWIDEAL_WITHOUT_LONG_TESTS";

/**
 * Files that take half a minute and more by themselves, the longest first: in that order they start
 * (longest-first.ts). `npm test` leaves them out, so that it ends in ten minutes on two cores; `npm run test:long` runs
 * them alone, and CI both in one run.
 */
export const longTests: readonly string[] = [
  "src/cli/cli.test.ts",
  "tests/fuzz/taken-in.test.ts",
  "tests/browser/every-page.test.ts",
  "tests/fuzz/openapi-fuzz.test.ts",
  "src/cli/start.test.ts",
  "src/cli/interruption.test.ts",
  "src/server/platform/wal/recover.test.ts",
  "tests/browser/kept-text.test.ts",
  "tests/browser/account.test.ts",
  "tests/browser/reading.test.ts",
  "tests/permissions/walk.test.ts",
  "src/server/features/accounts/enumeration.test.ts",
  "tests/browser/auction-pages.test.ts",
  "tests/browser/organisations.test.ts",
  "src/server/features/missions/state-table.test.ts",
  "tests/permissions/reads.test.ts",
  "tests/browser/moderation.test.ts",
  "src/cli/audit-command.test.ts",
  "tests/attacks/regular-expressions.test.ts",
  "src/server/platform/wal/archive-command.test.ts",
  "src/server/platform/wal/base-backup.test.ts",
  "tests/browser/sessions.test.ts",
  "src/server/platform/embedded-postgres/crashes.test.ts",
  "tests/browser/news.test.ts",
  "tests/browser/live.test.ts",
  "src/server/platform/embedded-postgres/users-and-disks.test.ts",
  "tests/browser/publish-steps.test.ts",
  "tests/browser/story.test.ts",
  "tests/browser/contact.test.ts",
  "tests/workshop/dev.test.ts",
  "src/server/platform/objects/bucket-store.test.ts",
  "src/cli/export-import.test.ts",
  "src/server/platform/copy/load-alone.test.ts",
  "src/server/platform/copy/copied-market.test.ts",
  "src/server/platform/copy/copy-in.test.ts",
  "src/cli/backup-command.test.ts",
  "src/server/features/backups/create-backup.test.ts",
  "src/cli/audit-restart.test.ts",
  "src/server/platform/database/database-failures.test.ts",
  "tests/browser/second-factor.test.ts",
  "tests/browser/reasons.test.ts",
  "tests/permissions/party-walk.test.ts",
  "src/server/http/entry/node-server.test.ts",
  "tests/browser/hostile-texts.test.ts",
  "src/cli/marked-settings.test.ts",
  "tests/permissions/marked-secrets.test.ts",
  "tests/limits/guesses.test.ts",
  "src/server/platform/database/silent-database.test.ts",
  "src/server/features/accounts/mail-delivery.test.ts",
  "tests/browser/error-summary.test.ts",
  "tests/permissions/extra-fields.test.ts",
  "tests/browser/hearing.test.ts",
  "tests/cache/several-instances.test.ts",
  "src/server/features/administration/suspension.test.ts",
  "src/server/platform/embedded-postgres/start-and-stop.test.ts",
  "tests/relevance/relevance.test.ts",
  "src/server/features/sessions/key-rotation.test.ts",
  "src/server/features/offers/rival-awards.test.ts",
  "tests/attacks/every-field.test.ts",
  "src/server/features/accounts/hashing-load.test.ts",
];

/** One line for each file that ran in the wrong command: twice in CI, or, left out of the long ones, never. */
export function misplaced(
  report: VitestReport | undefined,
  root: string,
  long: readonly string[],
  command: "long" | "short",
): string[] {
  const ran = (report?.testResults ?? []).map(({ name }) => pathIn(root, name));
  if (command === "short")
    return ran
      .filter((file) => long.includes(file))
      .map((file) => `${file}: a long test ran in \`npm test\``);
  return long.filter((file) => !ran.includes(file)).map((file) => `${file}: a long test did not run`);
}
