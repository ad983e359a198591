import { keptFor } from "../../src/server/features/privacy/processings.ts";
import { registerOf } from "../../src/server/features/privacy/register.ts";
import { manifests } from "../../src/server/manifests.ts";

/** docs/privacy.md: the register of processing, made from what each feature says of its tables. */
export function privacyPage(): string {
  return `# Personal data

<!-- Made by \`node scripts/privacy-doc.ts\` from the manifests of all features; a test says when it is stale. -->

What is kept of people, for what, on which ground and how long: the register of processing of the RGPD, article 30. The page
\`/confidentialite\` (\`/en/privacy\`, in the API \`GET /api/v1/privacy\`) is made of the same entries, and so is
\`/missions/{id}/donnees\`, which says to who takes part in a mission what of it is kept (\`?about=mission\`). Which tables and
columns hold what is decided in each feature's \`manifest.ts\`
([decision](decisions/2026-11-30-personal-data-is-read-by-the-manifests.md)).

Whoever runs an installation is the controller: name and address, transfers and processors of its own (a mail server, a host) are its to add.

## Processings

${registerOf(manifests, "en").map(processing).join("\n\n")}

## What the texts of law ask, and where it stands

| text | what is done | what is not yet |
| --- | --- | --- |
| identity, account and connection data (décret 2021-1362) | they stand as long as the account; sessions with their addresses go when they end | no account can be erased yet, so that nothing has to be kept beyond one |
| journals, 6 to 12 months (CNIL) | addresses and browsers stand in \`audit_details\`, apart from the entries, and may be deleted without breaking the proof | no job deletes them yet |
| inactive accounts, two years (CNIL) | – | no warning and no job yet |
| access and portability (RGPD, articles 15 and 20) | \`POST /me/export\`, the page *Mes données*, \`swideal privacy export\` | – |
| erasure (RGPD, article 17) | each column says what is to become of it | the operator does it by hand |
| register (RGPD, article 30) | this page | – |
| cookies (loi Informatique et Libertés, article 82) | one, at sign-in, for the session alone: no banner | – |

## The archive

\`POST /me/export\` with the password (and the second factor's code, where there is one) has an archive made, three in a day at
most; \`GET /me/export\` says how far it is; \`GET /me/export/{id}\` gives it out once, within 24 hours, in the session that asked for
it. An operator writes the same to a file: \`swideal privacy export --email ADDRESS --out FILE\`.

It is one JSON document in UTF-8:

\`\`\`json
{ "format": "swideal-personal-data", "version": 1, "site": "https://…", "madeAt": "…", "userId": "…", "partyId": "…",
  "sections": [
    { "table": "offers", "title": "Offers", "as": null, "purpose": "…", "kept": "…",
      "rows": [ { "id": "…", "mission_id": "…", "price_cents": 250000, "message": "…" } ] } ] }
\`\`\`

Names of members are the columns' own; times are in UTC, prices in cents. \`as\` says what the person is in these rows where a table
knows several (\`asking\`, \`answering\`). What is somebody else's is not in it: messages received, answers to one's questions, offers
for one's missions, reports about oneself, who decided. Ids of missions and of the other side stand where one's own row names
them; names never do. Secrets are not in it, sealed or hashed.

| table | the person is found by | kept |
| --- | --- | --- |
${tables().join("\n")}

## Tables in which nobody stands

| table | because |
| --- | --- |
${nobodys().join("\n")}

## Columns

What each column that holds something of a person is: given out in the archive or not, and what an erasure is to do to it.

| column | of | archive | erasure |
| --- | --- | --- | --- |
${columns().join("\n")}
`;
}

const claims = manifests.flatMap(({ tables }) => Object.entries(tables));

function processing({
  title,
  purpose,
  data,
  basis,
  readers,
  kept,
}: ReturnType<typeof registerOf>[number]): string {
  const lines = kept.map(({ howLong, what }) => `  - ${what.join(", ")}: ${howLong}`);
  return `### ${title}

- **Purpose**: ${purpose}
- **Data**: ${data}
- **Ground**: ${basis}
- **Read by**: ${readers}
- **Kept**:
${lines.join("\n")}`;
}

const tables = (): string[] =>
  claims.flatMap(([table, { persons }]) =>
    "none" in persons
      ? []
      : persons.rows.map(({ as, by, column, through }) => {
          const where = through === undefined ? `\`${column}\`` : `\`${through.table}.${column}\``;
          const what = as === undefined ? `\`${table}\`` : `\`${table}\`, ${as}`;
          return `| ${what} | ${by}, ${where} | ${keptFor(persons.kept, "en")} |`;
        }),
  );

const nobodys = (): string[] =>
  claims.flatMap(([table, { persons }]) => ("none" in persons ? [`| \`${table}\` | ${persons.none} |`] : []));

const columns = (): string[] =>
  claims.flatMap(([table, { personal = {} }]) =>
    Object.entries(personal).map(([column, { of, export: given, erasure, because }]) => {
      const stays = because === undefined ? erasure : `${erasure}: ${because}`;
      return `| \`${table}.${column}\` | ${of} | ${given} | ${stays} |`;
    }),
  );
