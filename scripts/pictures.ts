// Draws the pictures of docs/pictures.md from a demonstration that was just started, with a Chromium: some offers are made
// in it, so that mails leave. Call: node scripts/pictures.ts http://localhost:3000 DATA_DIR
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type PageName, pathTo } from "../src/shared/page-paths.ts";
import { launchBrowser } from "../tests/support/chromium.ts";

const [url = "", dataDir = ""] = process.argv.slice(2);
const folder = join(import.meta.dirname, "..", "docs", "pictures");
const phone = { width: 360, height: 780 };
const desk = { width: 1100, height: 760 };
const QUALITY = 70;

type Locale = "fr" | "en";
interface Account {
  readonly email: string;
  readonly password: string;
}
const accounts = JSON.parse(await readFile(join(dataDir, "demo-accounts.json"), "utf8")) as Account[];
const [client, provider] = accounts as [Account, Account, Account];

/** A call of the API as one of the accounts; what it answers is the document's, not this script's. */
// biome-ignore lint/suspicious/noExplicitAny: read here and nowhere else
type Answer = any;
async function signedIn(account: Account) {
  const call = async (method: string, path: string, body?: object, token = ""): Promise<Answer> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { accessToken } = await call("POST", "/auth/login", account);
  return (method: string, path: string, body?: object) => call(method, path, body, accessToken);
}
const asClient = await signedIn(client);
const asProvider = await signedIn(provider);

const browser = await launchBrowser();
async function draw(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, "base64"));
}

async function visit(
  locale: Locale,
  viewport: typeof phone,
  account: Account | null,
  scheme: "light" | "dark",
) {
  const language = locale === "fr" ? "fr-FR" : "en-GB";
  const context = await browser.newContext({
    timezoneId: "Europe/Paris",
    baseURL: url,
    viewport,
    locale: language,
    colorScheme: scheme,
  });
  const page = await context.newPage();
  if (account !== null) {
    await page.goto(pathTo(locale, "signIn"));
    await page.locator("input[name=email]").fill(account.email);
    await page.locator("input[name=password]").fill(account.password);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL((address) => address.pathname !== pathTo(locale, "signIn"));
  }
  return page;
}

interface Picture {
  readonly name: string;
  readonly page: PageName;
  readonly id?: string;
  readonly account: Account | null;
  readonly viewport: typeof phone;
  /** What is to stand at the top of the picture. */
  readonly from?: string;
  /** What is pressed first. */
  readonly press?: string;
}

const [conversation] = (await asClient("GET", "/me/conversations?unread=true&limit=1")).items;
const lists = await asProvider("GET", "/missions?sort=hot&limit=100");
let auction = "";
let asked = "";
for (const { id } of lists.items) {
  const [prices, questions] = [
    await asProvider("GET", `/missions/${id}/price-history`),
    await asProvider("GET", `/missions/${id}/questions`),
  ];
  if (auction === "" && prices.items.length > 4) auction = id;
  if (asked === "" && questions.items.some(({ answer }: Answer) => answer !== null)) asked = id;
}

const pictures: Picture[] = [
  { name: "auction", page: "mission", id: auction, account: null, viewport: phone, from: ".tally" },
  { name: "questions", page: "mission", id: asked, account: null, viewport: phone, from: "#questions" },
  { name: "bell", page: "myMissions", account: client, viewport: phone, press: ".session .menu summary" },
  { name: "notifications", page: "notifications", account: client, viewport: phone },
  { name: "conversations", page: "conversations", account: client, viewport: desk },
  { name: "conversation", page: "conversation", id: conversation?.id, account: client, viewport: phone },
  { name: "searches", page: "savedSearches", account: provider, viewport: desk },
  { name: "favourites", page: "favourites", account: provider, viewport: phone },
];
for (const locale of ["fr", "en"] as const)
  for (const { name, page: target, id = "", account, viewport, from, press } of pictures) {
    const page = await visit(locale, viewport, account, "light");
    await page.goto(pathTo(locale, target, { id } as never), { waitUntil: "load" });
    await page.waitForTimeout(1_500);
    if (press !== undefined) await page.locator(press).last().click();
    if (from !== undefined)
      await page
        .locator(from)
        .first()
        .evaluate((place) => place.scrollIntoView({ block: "start" }));
    await draw(page, `${name}-${locale}`);
    await page.context().close();
  }

/** The HTML of the newest mail to somebody that was not there before. */
async function nextMail(to: string, known: ReadonlySet<string>): Promise<string> {
  for (;;) {
    const names = (await readdir(join(dataDir, "mails"))).filter((name) => name.endsWith(".eml"));
    for (const name of names.filter((one) => !known.has(one))) {
      const source = await readFile(join(dataDir, "mails", name), "latin1");
      const html = /text\/html[\s\S]*?quoted-printable\r\n\r\n([\s\S]*?)\r\n--/.exec(source)?.[1];
      if (html === undefined || !source.includes(`To: ${to}`)) continue;
      const bytes = html
        .replace(/=\r\n/g, "")
        .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      return Buffer.from(bytes, "latin1").toString("utf8");
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const own = (await asClient("GET", "/me/missions?status=published&limit=50")).items;
for (const [index, locale] of (["fr", "en"] as const).entries()) {
  await asClient("PATCH", "/me", { locale });
  const known = new Set(await readdir(join(dataDir, "mails")).catch(() => []));
  const { id } = own.at(-1 - index);
  const offer = {
    priceCents: 42_000 - index,
    durationDays: 3,
    message: "Je peux commencer lundi.",
    shareContact: false,
  };
  await asProvider("POST", `/missions/${id}/offers`, offer);
  const page = await visit(locale, phone, null, locale === "fr" ? "light" : "dark");
  await page.setContent(await nextMail(client.email, known));
  await draw(page, `mail-${locale}`);
}
await asClient("PATCH", "/me", { locale: "fr" });
await browser.close();
