import type { Plant } from "./plant.ts";

const headers = "src/server/http/answers/security-headers.ts";
const policies = "src/server/http/answers/pages-policy.ts";

/** What a browser is told in headers (ASVS V3). */
export const httpPlants: readonly Plant[] = [
  {
    rows: ["20"],
    does: "lets a browser run what an answer of the API holds",
    changes: [{ file: headers, text: "\"default-src 'none'\",", instead: "\"default-src 'self'\"," }],
  },
  {
    rows: ["24"],
    does: "tells browsers to come by https for five minutes",
    changes: [
      { file: headers, text: 'on: "max-age=63072000; includeSubDomains"', instead: 'on: "max-age=300"' },
    ],
  },
  {
    rows: ["25"],
    does: "reads the beginning of an origin",
    changes: [
      {
        file: "src/server/http/entry/cross-origin.ts",
        text: "origin !== undefined && listed.has(origin)",
        instead: "origin !== undefined && [...listed].some((one) => origin.startsWith(one))",
      },
    ],
    fail: ["an origin that only resembles"],
  },
  {
    rows: ["25"],
    does: "lets every origin read, by no name",
    changes: [
      {
        file: "src/server/http/entry/cross-origin.ts",
        text: "answer(null, origin !== undefined && listed.has(origin))",
        instead: 'answer(null, "*")',
      },
    ],
  },
  {
    rows: ["26", "S4"],
    does: "lets an answer hold plug-ins and change its base",
    changes: [{ file: headers, text: "  \"object-src 'none'\",\n  \"base-uri 'none'\",\n", instead: "" }],
    fail: ["every kind of answer of the API"],
  },
  {
    rows: ["26", "S4"],
    does: "lets a public page run scripts that stand in it",
    changes: [
      {
        file: policies,
        text: "[\"script-src 'self'\", \"style-src 'self'\", ...common]",
        instead: "[\"script-src 'self' 'unsafe-inline'\", \"style-src 'self'\", ...common]",
      },
    ],
    fail: ["public pages, under one constant policy"],
  },
  {
    rows: ["26"],
    does: "lets an interactive page run any script that stands in it",
    changes: [
      { file: policies, text: "`script-src 'nonce-${nonce}'`", instead: "`script-src 'unsafe-inline'`" },
    ],
    fail: ["interactive pages, whose scripts", "carry a fresh nonce"],
  },
  {
    rows: ["26"],
    does: "gives every interactive page the same nonce",
    changes: [
      {
        file: "src/server/http/pages/web-pages.ts",
        text: 'const nonce = randomBytes(16).toString("base64url");',
        instead: 'const nonce = "c2FtZS1ub25jZS1mb3ItYWxs";',
      },
    ],
    fail: ["interactive pages, whose scripts", "carry a fresh nonce"],
  },
  {
    rows: ["26"],
    does: "lets the page of documentation run scripts that stand in it",
    changes: [
      {
        file: policies,
        text: "\"script-src 'self'\",\n  \"style-src 'self' 'sha256-",
        instead: "\"script-src 'self' 'unsafe-inline'\",\n  \"style-src 'self' 'sha256-",
      },
    ],
    fail: ["a person can read it at /docs"],
  },
  {
    rows: ["27"],
    does: "lets browsers guess what an answer is",
    changes: [{ file: headers, text: '    "x-content-type-options": "nosniff",\n', instead: "" }],
  },
  {
    rows: ["28"],
    does: "lets any page hold ours in a frame",
    changes: [{ file: headers, text: "  \"frame-ancestors 'none'\",\n", instead: "" }],
  },
  {
    rows: ["29"],
    does: "carries out what another site's page makes a browser send",
    changes: [
      {
        file: "src/server/http/entry/csrf-protection.ts",
        text: "SAFE_METHODS.has(request.method) || fromAnyOrigin === true || isOurs(request)",
        instead: "request.method !== isOurs.name",
      },
    ],
  },
];
