import { beforeAll, describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { oneOf } from "../support/depth.ts";
import { browserSite } from "./browser-site.ts";
import { enter, PASSWORD } from "./steps.ts";
import type { Visitor } from "./visitor.ts";

/** Each would set `hacked`, or change what is shown, where a text became markup, script, style or template. */
const breakouts = [
  "<script>window.hacked=1</script>",
  '"><img src=x onerror="window.hacked=1">',
  "'><svg/onload=window.hacked=1>",
  "</script><script>window.hacked=1</script>",
  "</title></textarea></style><script>window.hacked=1</script>",
  "<!--<script>window.hacked=1//-->",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is typed
  "{{constructor.constructor('window.hacked=1')()}}${window.hacked=1}<%= 7*7 %>#{7*7}",
  '<a href="javascript:window.hacked=1">clic</a>',
  "&lt;b&gt;&amp;amp; &#60;script&#62;",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is typed
  "`${window.hacked=1}` \\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e",
  "]]>*/;window.hacked=1;/* %3Cscript%3E",
  "<style>body{display:none}</style><base href=//evil.example>",
  "שלום \u200fأهلا\u200e <iframe srcdoc='<script>top.hacked=1</script>'>",
];
const title = breakouts.slice(0, 5).join(" ");
const description = breakouts.join("\n");
const skills = [
  "javascript:window.hacked=1",
  "https://evil.example/",
  "<img src=x onerror=hacked=1>",
  "C++ & c# </ul>",
];
const message = `${breakouts[3]} ${breakouts[1]} ${breakouts[6]}`;
const displayName = "\"><script>hacked=1</script>'";
const email = "o'neil+x@example.org";

const { site, newVisitor } = browserSite();
let missionId: string;
beforeAll(async () => {
  const client = await register(email, displayName);
  const mission = {
    ...{ title, description, skills, category: "electricite", remote: true, publish: true },
    deadline: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    location: { inseeCode: "69123" },
    budget: { valueCents: 125_000 },
  };
  missionId = (await made("/missions", mission, client)).id;
  const provider = await register("provider@example.org", `${displayName} & Fils`);
  await made(`/missions/${missionId}/offers`, { priceCents: 90_000, durationDays: 3, message }, provider);
});

async function register(address: string, name: string): Promise<string> {
  return (await made("/auth/register", { email: address, password: PASSWORD, displayName: name }))
    .accessToken;
}

async function made(path: string, body: unknown, token?: string) {
  const answer = await site.api.post(path, body, { token });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}

/** Notices what a policy stopped and what asks a person something, before any script of the page runs. */
async function watchful(): Promise<Visitor> {
  const visitor = await newVisitor();
  visitor.page.on("dialog", (dialog) => {
    visitor.complaints.push(`dialogue: ${dialog.message()}`);
    void dialog.dismiss();
  });
  visitor.page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|blob):/.test(request.url()))
      visitor.complaints.push(`request: ${request.url()}`);
  });
  await visitor.page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return visitor;
}

/** Every wanted text stands on the page exactly as it was typed; nothing ran, nothing was even tried. */
async function expectShown(visitor: Visitor, path: string, ...texts: string[]): Promise<void> {
  await visitor.open(path);
  const { page } = visitor;
  const shown = () =>
    page.evaluate(() => {
      const body = document.body.cloneNode(true) as HTMLElement;
      for (const script of body.querySelectorAll("script")) script.remove();
      return body.textContent ?? "";
    });
  for (const text of texts) await expect.poll(shown, { message: path }).toContain(text);
  const ran = await page.evaluate(() => ({
    hacked: "hacked" in window,
    intruders: [
      ...document.querySelectorAll("[onerror], [onload], iframe, base, img[src=x], a[href^=javascript]"),
    ].map((element) => element.outerHTML),
    links: [...document.querySelectorAll("a[href], area[href], form[action], link[href]")]
      .map((element) => element.getAttribute("href") ?? element.getAttribute("action") ?? "")
      .filter((address) => new URL(address, location.href).origin !== location.origin),
    visible: getComputedStyle(document.body).display !== "none",
  }));
  expect(ran, path).toEqual({ hacked: false, intruders: [], links: [], visible: true });
  expect(visitor.complaints, path).toEqual([]);
}

it("the watch would notice: a planted script and a planted handler are stopped, and complained of", async () => {
  const visitor = await watchful();
  await visitor.open("/");
  await visitor.page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="/x" onerror="window.hacked=1">');
    const script = document.createElement("script");
    script.textContent = "window.hacked = 1";
    document.body.append(script);
  });
  await expect.poll(() => visitor.complaints.filter((line) => line.startsWith("policy:")).length).toBe(2);
  expect(await visitor.page.evaluate(() => "hacked" in window)).toBe(false);
  await visitor.leave();
});

describe.each<Locale>(oneOf<Locale>(0, ["fr", "en"]))(
  "hostile texts are shown as they were typed, in %s",
  (locale) => {
    const shortened = title.slice(0, 60);

    it("to everyone: on the feed, in a search, in a town and on the mission's page", async () => {
      const visitor = await watchful();
      await expectShown(visitor, pathTo(locale, "feed"), shortened);
      await expectShown(visitor, pathTo(locale, "search", {}, { q: "script onerror" }), shortened);
      await expectShown(visitor, pathTo(locale, "town", { place: "lyon-69123" }), shortened);
      await expectShown(
        visitor,
        pathTo(locale, "mission", { id: missionId }),
        title,
        displayName,
        ...breakouts,
        ...skills,
      );
      await visitor.leave();
    });

    it("and what stands in the address is shown in the search's own field", async () => {
      const visitor = await watchful();
      for (const hostile of breakouts) {
        await expectShown(
          visitor,
          pathTo(locale, "search", {}, { q: hostile, place: hostile, category: hostile }),
        );
        expect(await visitor.page.locator("input[name=q]").inputValue()).toBe(hostile);
      }
      await expectShown(
        visitor,
        `${pathTo(locale, "feed")}?cursor=${encodeURIComponent(breakouts[0] ?? "")}`,
      );
      await expectShown(
        visitor,
        `${pathTo(locale, "signIn")}?next=javascript:window.hacked=1#token=<script>`,
      );
      await visitor.leave();
    });

    it("to the client who compares offers, and to whoever offered", { timeout: 120_000 }, async () => {
      const client = await watchful();
      await enter(client, email);
      await expectShown(
        client,
        pathTo(locale, "manage", { id: missionId }),
        title,
        message,
        `${displayName} & Fils`,
      );
      await expectShown(client, pathTo(locale, "myMissions"), title, displayName);
      await expectShown(client, pathTo(locale, "profile"), displayName);
      await expectShown(client, pathTo(locale, "security"));
      await client.leave();
      const provider = await watchful();
      await enter(provider, "provider@example.org");
      await expectShown(provider, pathTo(locale, "myOffers"), title);
      await expectShown(provider, pathTo(locale, "offer", { id: missionId }), title, message);
      await expectShown(provider, pathTo(locale, "mission", { id: missionId }), title);
      await provider.leave();
    });
  },
);

it("characters that turn round how a line is read are refused, so no text can pose as another", async () => {
  for (const character of ["\u202e", "\u202d", "\u2066", "\u2069", "\u0007"]) {
    const registration = { email: "b@example.org", password: PASSWORD, displayName: `gnp.${character}exe` };
    const { status, body } = await site.api.post("/auth/register", registration);
    expect([status, body.errors?.[0]?.code]).toEqual([400, "invalid_characters"]);
  }
});
