const HEADING = "## Unreleased\n";

/**
 * The changelog with what was unreleased as the section of a version, under an empty `Unreleased`.
 * @param version e.g. `0.2.0`
 * @param day as `2026-12-01`
 * @throws Error that says what to do, where nothing was unreleased or the version already has a section
 */
export function closeChangelog(text: string, version: string, day: string): string {
  const start = text.indexOf(HEADING);
  if (start === -1) throw new Error("CHANGELOG.md has no `## Unreleased`: put it above the newest release");
  if (text.includes(`\n## ${version} `)) throw new Error(`CHANGELOG.md already has ${version}: name another`);
  const body = start + HEADING.length;
  const next = text.indexOf("\n## ", body);
  const unreleased = text.slice(body, next === -1 ? undefined : next);
  if (unreleased.trim() === "")
    throw new Error("nothing is unreleased: write in CHANGELOG.md what this release changes");
  return `${text.slice(0, body)}\n## ${version} (${day})\n${text.slice(body)}`;
}
