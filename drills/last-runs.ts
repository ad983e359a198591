/** One row of the table of `docs/drills.md`. */
export interface LastRun {
  readonly name: string;
  readonly shows: string;
  readonly at: Date;
  readonly commit: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

const TABLE_END = "<!-- end of the last runs -->";

/** The page with this run in the place of the drill's earlier one. Throws when the page has no table. */
export function withLastRun(page: string, run: LastRun): string {
  const end = page.indexOf(TABLE_END);
  if (end === -1) throw new Error(`docs/drills.md has no line "${TABLE_END}"`);
  const lines = page
    .slice(0, end)
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith(`| ${run.name} |`));
  return `${[...lines, row(run)].join("\n")}\n\n${page.slice(end)}`;
}

function row({ name, shows, at, commit, seconds, passed, failed }: LastRun): string {
  const day = at.toISOString().slice(0, 10);
  const time = seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  return `| ${name} | ${shows} | ${day} | ${commit} | ${time} | ${passed} passed, ${failed} failed |`;
}
