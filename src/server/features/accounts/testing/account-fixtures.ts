import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ApiResponse } from "../../../../../tests/support/api-response.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { emailKey } from "../account.ts";
import { insertAccount, type NewAccount } from "../account-queries.ts";
import { createPasswordHashing } from "../password-hashing.ts";

/** For tests: what a person does to have an account. */
export const PASSWORD = "une phrase de passe, en français";

export const newAddress = (): string => `${randomUUID()}@exemple.fr`;

export const registration = (changes: Record<string, unknown> = {}) => ({
  email: newAddress(),
  password: PASSWORD,
  displayName: "L'équipe d'Élodie & Cie <3",
  ...changes,
});

export interface Person {
  readonly id: string;
  readonly partyId: string;
  readonly email: string;
  readonly token: string;
  /** As a browser sends it back. */
  readonly cookie: string;
}

/** Where EMAIL_VERIFICATION is off. */
export async function register(server: TestServer, changes: Record<string, unknown> = {}): Promise<Person> {
  return personOf(await server.api.post("/auth/register", registration(changes)));
}

export async function signIn(server: TestServer, email: string, password = PASSWORD): Promise<Person> {
  return personOf(await server.api.post("/auth/login", { email, password }));
}

const hashing = createPasswordHashing();

/** Where addresses are verified: somebody for whom an operator vouches, so that no mail is on its way. */
export async function registerConfirmed(
  server: TestServer,
  changes: Partial<Pick<NewAccount, "email" | "displayName" | "locale">> = {},
): Promise<Person> {
  const { email, displayName, locale = "fr" } = { ...registration(), ...changes };
  const passwordHash = await hashing.hash(PASSWORD);
  const account: NewAccount = {
    ...{ email, emailKey: emailKey(email), emailVerified: true, displayName, locale, passwordHash },
    ...{ roles: ["client", "provider"], termsVersion: null },
  };
  await server.resources.database.transaction((tx) => insertAccount(tx, account));
  return signIn(server, email);
}

function personOf(response: ApiResponse): Person {
  if (response.status > 201) throw new Error(`not signed in: ${response.status} ${response.text}`);
  const { user, accessToken } = response.body;
  const { id, partyId, email } = user;
  return { id, partyId, email, token: accessToken, cookie: cookieOf(response) };
}

export function cookieOf(response: ApiResponse): string {
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error("the answer set no cookie");
  return cookie;
}

/** Waits until everything that was enqueued for this server's mails has been worked off. */
export async function mailsWorkedOff(server: TestServer): Promise<void> {
  for (;;) {
    const [row] = await server.sql<{ n: number }>(
      "select count(*)::int as n from pgboss.job where name = 'accounts.mail' and state < 'completed'",
    );
    if (row?.n === 0) return;
    await wait(50);
  }
}

/** Waits until `count` mails to `address` lie in the folder; their decoded texts, oldest first. */
export async function mailsTo(server: TestServer, address: string, count: number): Promise<string[]> {
  for (;;) {
    const folder = join(server.dataDir, "mails");
    const names = await readdir(folder).catch(() => []);
    const files = names.filter((name) => !name.startsWith(".")).sort();
    const mails = await Promise.all(files.map((name) => readFile(join(folder, name), "latin1")));
    const wanted = mails.filter((mail) => mail.includes(`To: ${address}`)).map(decode);
    if (wanted.length >= count) return wanted;
    await wait(50);
  }
}

/** RFC 2045 quoted-printable: text and HTML, one after the other. */
function decode(mail: string): string {
  const end = mail.indexOf("\r\n\r\n");
  const headers = mail.slice(0, end);
  const body = mail.slice(end + 4);
  if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${headers}\n\n${Buffer.from(bytes, "latin1").toString()}`;
}

export function tokenIn(mail: string): string {
  const token = /#token=([\w-]+)/.exec(mail)?.[1];
  if (token === undefined) throw new Error(`no token in ${mail}`);
  return token;
}
