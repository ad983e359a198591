import { setTimeout as wait } from "node:timers/promises";
import type { DrillReport } from "../drill.ts";
import { type Program, PUBLIC_URL } from "../support/program.ts";
import { everyMail, type Sample } from "./every-mail.ts";

const MOST_REDIRECTIONS = 3;
/** Longer than the program takes words in after a publication. */
const QUIET_MS = 3_000;

/**
 * A scanner opens every link of every kind of mail, as filters of mail servers do, with GET and HEAD: each leads to a page,
 * and no row of any table changes. Then a mail program unsubscribes by one click, by the headers of a mail that came.
 */
export async function openedLinks({ check, note }: DrillReport, program: Program): Promise<void> {
  const samples = await everyMail(program);
  const links = new Map<string, string>();
  for (const { what, html, text, headers } of samples)
    for (const link of linksOf(html, text, headers)) links.set(link, links.get(link) ?? what);
  note(`${samples.length} mails, ${links.size} links`);
  const unnamed = samples.filter(({ html, text, headers }) => linksOf(html, text, headers).length === 0);
  check(
    "every mail leads somewhere",
    unnamed.length === 0,
    unnamed.map(({ what }) => what).join(", ") || "yes",
  );
  checkHeaders(check, samples);

  // Without its jobs, whose own notes of the clock would be changes.
  await program.ended("SIGTERM");
  await program.start({ SCHEDULER: "off" });
  const before = await settledRows(program);
  const lost: string[] = [];
  for (const [link, what] of links)
    for (const method of ["GET", "HEAD"]) {
      const status = await open(program, method, link);
      if (status !== 200) lost.push(`${method} of a link of ${what}: ${status}`);
    }
  check("each link leads to a page", lost.length === 0, lost.slice(0, 5).join("; ") || `${links.size} do`);
  const after = await settledRows(program);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  check(
    "opened with GET and HEAD, they change no row",
    changed.length === 0,
    changed.join(", ") || "none changed",
  );

  const sample = samples.find(({ what }) => what.startsWith("price_beaten"));
  const answer = await oneClick(program, sample?.headers["list-unsubscribe"] ?? "");
  const off = await program.sql(
    "select from notification_preferences where kind = 'price_beaten' and mail = 'off'",
  );
  check(
    "a mail program's one click unsubscribes",
    answer === 204 && off.length === 1,
    `${answer}, ${off.length} off`,
  );
}

function checkHeaders(check: DrillReport["check"], samples: readonly Sample[]): void {
  const wrong = samples.filter(({ service, headers }) => {
    const [list, post] = [headers["list-unsubscribe"], headers["list-unsubscribe-post"]];
    return service
      ? list !== undefined || post !== undefined
      : !/^<https:\/\/\S+>$/.test(list ?? "") || post !== "List-Unsubscribe=One-Click";
  });
  check(
    "what can be switched off says so to mail programs, and what cannot does not",
    wrong.length === 0,
    wrong.map(({ what }) => what).join(", ") || `${samples.length} mails`,
  );
}

/** Of ours; others' pages are theirs. */
function linksOf(html: string, text: string, headers: Sample["headers"]): string[] {
  const inHtml = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  const inText = text.match(/https?:\/\/\S+/g) ?? [];
  const inHeaders = headers["list-unsubscribe"]?.match(/https?:\/\/[^>\s]+/g) ?? [];
  return [...inHtml, ...inText, ...inHeaders].filter((link) => link.startsWith(`${PUBLIC_URL}/`));
}

const here = (program: Program, link: string) => link.replace(PUBLIC_URL, program.url);

async function open(program: Program, method: string, link: string): Promise<number> {
  let at = link;
  for (let n = 0; n <= MOST_REDIRECTIONS; n += 1) {
    const answer = await fetch(here(program, at), { method, redirect: "manual" });
    await answer.arrayBuffer();
    const to = answer.headers.get("location");
    if (to === null) return answer.status;
    at = new URL(to, PUBLIC_URL).href;
  }
  return 310;
}

/** RFC 8058: no cookie, no origin, this very body. */
async function oneClick(program: Program, header: string): Promise<number> {
  const address = /<(https:[^>]+)>/.exec(header)?.[1];
  if (address === undefined) return 0;
  const answer = await fetch(here(program, address), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  return answer.status;
}

/** A digest of each table's rows, and which transaction wrote them; but for the upkeep of the jobs. */
async function rows(program: Program): Promise<Record<string, string>> {
  const tables = await program.sql<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    // What seals the entries of the log follows them by itself, and at each full hour.
    if (/^audit_(?!entries|details)/.test(name)) continue;
    const [row] = await program.sql<{ digest: string }>(
      `select count(*) || coalesce(md5(string_agg(t.xmin::text || t.ctid::text || t::text, ',' order by t.ctid)), '') as digest from only ${name} t`,
    );
    digests[name] = row?.digest ?? "";
  }
  return digests;
}

async function settledRows(program: Program): Promise<Record<string, string>> {
  for (let before = await rows(program); ; ) {
    await wait(QUIET_MS);
    const now = await rows(program);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}
