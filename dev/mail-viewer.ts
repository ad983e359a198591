import { type KeptMail, readMails } from "./read-mail.ts";

export const MAILS = "/__mails";

/** Its pages come from the developer's own machine and show what anybody may have typed: nothing in them runs. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The page of an address below `MAILS`, or null where there is none: the list, or one mail by its name.
 * @param dataDir where the mailer keeps what it would send
 */
export async function mailPage(path: string, dataDir: string): Promise<string | null> {
  const mails = await readMails(dataDir);
  if (path === MAILS || path === `${MAILS}/`) return list(mails);
  const mail = mails.find(({ name }) => path === `${MAILS}/${name}`);
  return mail === undefined ? null : one(mail);
}

function list(mails: readonly KeptMail[]): string {
  const rows = mails.map(
    ({ name, to, subject }) =>
      `<li><a href="${MAILS}/${escaped(name)}">${escaped(subject)}</a> to ${escaped(to)}, ${sentAt(name)}</li>`,
  );
  const said =
    rows.length === 0 ? "<p>None yet. What would leave is shown here.</p>" : `<ol>${rows.join("")}</ol>`;
  // Looks again by itself: mails leave by a job, some seconds after what asked for them.
  return page(
    "Mails",
    `<h1>Mails that would have left</h1>${said}`,
    '<meta http-equiv="refresh" content="3">',
  );
}

function one({ name, from, to, subject, text }: KeptMail): string {
  const linked = escaped(text).replace(/https?:\/\/[^\s<]+[\w/-]/g, (url) => `<a href="${url}">${url}</a>`);
  const facts = [
    ["From", escaped(from)],
    ["To", escaped(to)],
    ["Sent", sentAt(name)],
  ].map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`);
  return page(
    subject,
    `<p><a href="${MAILS}">All mails</a></p><h1>${escaped(subject)}</h1><dl>${facts.join("")}</dl><pre>${linked}</pre>`,
  );
}

/** `2026-12-01T10-00-00.000Z-….eml` */
const sentAt = (name: string): string => {
  const [, day = "", hour = "", minute = "", second = ""] = /^(.{10})T(..)-(..)-(..)/.exec(name) ?? [];
  return `${day} ${hour}:${minute}:${second} UTC`;
};

const page = (title: string, body: string, head = ""): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
pre{white-space:pre-wrap;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:auto 1fr;gap:0 1rem}dd{margin:0}</style>
</head><body><main>${body}</main></body></html>`;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] as string);
