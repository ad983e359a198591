import type { Plant } from "./plant.ts";

const notifications = "src/server/features/notifications";
const routes = `${notifications}/unsubscribe-routes.ts`;
const unsubscribe = `${notifications}/unsubscribe.ts`;
const standing = `${notifications}/standing-alerts.ts`;

/** What people are told, by mail and on the page. */
export const toldPlants: readonly Plant[] = [
  {
    rows: ["T1"],
    does: "unsubscribes whoever opens the address",
    changes: [
      {
        file: routes,
        text: "handler: (request, reply) => {\n        const { token } = request.params;",
        instead:
          'handler: async (request, reply) => {\n        await unsubscribe({ kind: "visitor", ...originOf(request) }, request.params.token);\n        const { token } = request.params;',
      },
    ],
    fail: ["one click in a mail program"],
  },
  {
    rows: ["T1"],
    does: "takes the click of any page",
    changes: [
      {
        file: routes,
        text: "request.oneClick && comesFromNobody(request, app.publicUrl())",
        instead: "request.oneClick",
      },
    ],
    fail: ["one click in a mail program"],
  },
  {
    rows: ["T1"],
    does: "switches off more than the token names",
    changes: [
      { file: unsubscribe, text: "(scope === ALL_OPTIONAL || scope === name)", instead: 'scope !== ""' },
    ],
    fail: ["one click in a mail program"],
  },
  {
    rows: ["T1"],
    does: "switches off what cannot be",
    changes: [{ file: unsubscribe, text: "!isService(name) && (scope", instead: "(scope" }],
    fail: ["a token that nobody made"],
  },
  {
    rows: ["T1"],
    does: "believes what no key has signed",
    changes: [
      {
        file: `${notifications}/unsubscribe-token.ts`,
        text: "if (!keys.some((key) => timingSafeEqual(mac(key, body), given))) return null;",
        instead: "if (given.length < MAC_BYTES) return null;",
      },
    ],
    fail: ["a token that nobody made", "as long as its key is kept"],
  },
  {
    rows: ["T2"],
    does: "tells the beaten of a sealed auction",
    changes: [
      {
        file: "src/server/features/offers/offer-queries.ts",
        text: "on m.id = o.mission_id and m.auction = 'open'",
        instead: "on m.id = o.mission_id",
      },
    ],
    fail: ["nobody in a sealed one"],
  },
  {
    rows: ["T2"],
    does: "alerts of what takes no offers any more",
    changes: [
      {
        file: standing,
        text: 'mission.status !== "published" || searches === undefined',
        instead: "searches === undefined",
      },
    ],
    fail: ["is not sent where nothing is left of it"],
  },
  {
    rows: ["T2"],
    does: "alerts whoever has blocked the other",
    changes: [
      {
        file: standing,
        text: " || (await isBlocked(tx, partyId, client))",
        instead: " || partyId === client",
      },
    ],
    fail: ["does not leave in"],
  },
  {
    rows: ["T2"],
    does: "mails to who has left the organisation",
    changes: [
      {
        file: `${notifications}/prepare-mail.ts`,
        text: "return (await findRole(tx, partyId, userId)) !== null;",
        instead: "return (await findRole(tx, partyId, userId)) !== undefined;",
      },
    ],
    fail: ["who left an organisation"],
  },
  {
    rows: ["T3"],
    does: "writes what people wrote into the HTML as it is",
    changes: [
      {
        file: "src/server/platform/letter/letter-html.ts",
        text: "return `<!doctype html>${renderToStaticMarkup(documentOf(letter, createElement))}`;",
        instead:
          'return `<!doctype html>${renderToStaticMarkup(documentOf(letter, createElement)).replaceAll("&lt;", "<").replaceAll("&gt;", ">")}`;',
      },
    ],
  },
  {
    rows: ["T4"],
    does: "logs each request with its address",
    changes: [
      {
        file: "src/server/http/entry/create-app.ts",
        text: "disableRequestLogging: true",
        instead: "disableRequestLogging: false",
      },
    ],
  },
];
