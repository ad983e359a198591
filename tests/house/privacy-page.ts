import { legalHolds } from "../../src/server/core/manifest.ts";
import { INACTIVE_AFTER } from "../../src/server/features/accounts/inactivity-queries.ts";
import { DETAILS_KEPT } from "../../src/server/features/audit/expired-details.ts";
import { HOLDS } from "../../src/server/features/privacy/erasure/legal-holds.ts";
import { outcomeOf, personsTables } from "../../src/server/features/privacy/erasure/outcome.ts";
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
| identity and connection data (décret 2021-1362) | an erasure puts them aside in \`legal_holds\`: ${holds()}; the program can put in and not look, the database's owner reads (\`swideal privacy held\`, which the log notes), a job empties | – |
| journals, 6 to 12 months (CNIL) | addresses and browsers stand in \`audit_details\`, apart from the entries; a job deletes them after ${DETAILS_KEPT}, and an entry that proves it says up to when | – |
| inactive accounts (CNIL) | after ${INACTIVE_AFTER} without a sign-in, and two mails, 30 and 7 days before, an account is erased as its owner would; moderators’ and administrators’ are not; one with work under way stays, and the log of the program says so | – |
| access and portability (RGPD, articles 15 and 20) | \`POST /me/export\`, the page *Mes données*, \`swideal privacy export\` | – |
| consent, shown and taken back (RGPD, article 7) | each giving and each withdrawal is a row of \`consents\`: when, how, and the words of the page with their hash; \`GET /me/consents\`, the page *Mes données*, the export | – |
| erasure (RGPD, article 17) | \`DELETE /me\`, the page *Mes données*, \`swideal privacy erase\`: below | – |
| register (RGPD, article 30) | this page | – |
| cookies (loi Informatique et Libertés, article 82) | one, at sign-in, for the session alone: no banner | – |

## Erasure

\`DELETE /me\` with the password erases an account in one transaction: its open missions are cancelled, its offers withdrawn, its
organisations left; then each table does what stands under *Columns*. 409 while work is agreed, under way or in dispute
(\`invalid_transition\`), or while an organisation has no other owner (\`last_owner\`); an operator's command is held to the same.
The account's id stays, for what names it; nothing leads from it to a person. The answer is a receipt, which names nobody and is
read again by its id (\`GET /erasures/{id}\`).

What is outside of the tables are steps, repeated each minute until each is confirmed: the answers that instances keep in memory
and in Redis, archives, jobs, a last mail with the receipt, mails in a folder where there is no mail server, and the list. The
address is sealed under a key that the database does not have while a step needs it, three days at most.

The list is \`DATA_DIR/erasures.jsonl\`: ids and moments, those at which what the law wants kept goes among them, each line with a MAC. When an instance starts, and each day, whoever is on its list and in
the tables again is erased again: an older backup that was put back brings nobody back, and what is put aside then goes when it would have gone. Nothing stands against that; work that was
under way then is the moderators'. Keep the file as long as the oldest backup. Each instance
has the list, and the folder of mails, of its own DATA_DIR: after a restore start them with those of before. What the program writes to its log are ids.

What stays: prices, durations and dates of offers and the hashes by which they are proved; state, dates, trade and budget of
missions; messages, with whoever received them, until the mission is archived; what others wrote; the log's entries without their
details, of which \`swideal audit verify\` then misses none, for a \`privacy.erase\` entry says whose they were.

| table | an erasure |
| --- | --- |
${outcomes().join("\n")}

\`swideal privacy retention\` shows each period that a text of law has a say in, and how many rows go with the next run of its job,
before they do.

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

const holds = (): string =>
  legalHolds.map((hold) => `${hold} for ${HOLDS[hold].period} (${HOLDS[hold].ground})`).join(", ");

const outcomes = (): string[] =>
  personsTables(manifests).flatMap((table) =>
    table.persons.rows.map((rows) => {
      const outcome = outcomeOf(table, rows);
      const columns =
        outcome.becomes === "emptied" ? outcome.columns.map(({ column }) => `\`${column}\``) : [];
      const what = {
        deleted: "rows go",
        emptied: `words go: ${columns.join(", ")}`,
        "seen to": "its owner sees to it",
        kept: "stays: ids, numbers and dates",
      }[outcome.becomes];
      return `| \`${table.table}\`${rows.as === undefined ? "" : `, ${rows.as}`} | ${what} |`;
    }),
  );

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
