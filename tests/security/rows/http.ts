import type { Requirement } from "../evidence.ts";

/** What goes out over HTTP: headers, origins, methods (ASVS V3, V4). */
export const httpRows: readonly Requirement[] = [
  {
    row: "20",
    asvs: "V3.2.1",
    mustHold: "API answers not rendered as HTML",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > an answer of the API shown by a browser does nothing, and its page of documentation runs our scripts alone",
    ],
  },
  {
    row: "21",
    asvs: "V3.3.1",
    mustHold: "refresh cookie `Secure`, `__Host-`/`__Secure-`",
    shownBy: [
      "tests/proxy/nginx.test.ts > the refresh cookie is for https alone, for scripts never, for other sites never, for /auth alone",
      "src/server/features/sessions/logout.test.ts > is, over https, for https alone",
    ],
  },
  {
    row: "22",
    asvs: "V3.3.2",
    mustHold: "SameSite set",
    shownBy: [
      "src/server/features/sessions/logout.test.ts > is for no script, no other site and no other path",
    ],
  },
  {
    row: "23",
    asvs: "V3.3.4",
    mustHold: "HttpOnly; refresh token never in the JSON body",
    shownBy: [
      "src/server/features/sessions/logout.test.ts > is for no script, no other site and no other path",
      "src/server/http/answers/contract-walk.test.ts > nor does a refresh token in a body: it comes in the cookie alone",
    ],
  },
  {
    row: "24",
    asvs: "V3.4.1",
    mustHold: "HSTS ≥ 1 year, includeSubDomains, on every answer incl. 404/429/500",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > HSTS is as configured: absent, two years with subdomains, or open for preloading",
      "tests/proxy/nginx.test.ts > browsers learn over TLS to come by https alone, also where nothing is found",
    ],
  },
  {
    row: "25",
    asvs: "V3.4.2",
    mustHold: "CORS by exact allow-list",
    shownBy: [
      "src/server/http/entry/cross-origin.test.ts > a listed origin may read the API with credentials, and see what it needs of the headers",
      "src/server/http/entry/cross-origin.test.ts > an origin that only resembles a listed one gets nothing, and the answer still varies",
    ],
  },
  {
    row: "26",
    asvs: "V3.4.3",
    mustHold: "CSP: object-src 'none', base-uri 'none', no unsafe-inline scripts",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > every kind of answer of the API carries the security headers",
      "tests/browser/page-headers.test.ts > public pages, under one constant policy that takes scripts and styles from our files alone",
      "tests/browser/page-headers.test.ts > interactive pages, whose scripts run by a nonce of this answer alone",
      "src/server/http/answers/openapi.test.ts > a person can read it at /docs, under a policy that takes scripts from our own origin alone",
      "tests/browser/page-bytes.test.ts > carry a fresh nonce, are kept by nobody, and have no ETag",
    ],
  },
  {
    row: "27",
    asvs: "V3.4.4",
    mustHold: "nosniff everywhere",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > every kind of answer of the API carries the security headers",
      "tests/browser/page-headers.test.ts > 304, files, what is no file, what a page cannot do, and addresses that are none",
      "src/server/http/answers/security-headers.test.ts > what Node's parser refuses is a problem document with the same headers, and the connection ends",
    ],
  },
  {
    row: "28",
    asvs: "V3.4.6",
    mustHold: "frame-ancestors",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > every kind of answer of the API carries the security headers",
    ],
  },
  {
    row: "29",
    asvs: "V3.5.1",
    mustHold: "CSRF refused",
    shownBy: [
      "src/server/http/entry/csrf-protection.test.ts > a page of another origin cannot sign its visitor in, even with the right password",
      "src/server/http/entry/csrf-protection.test.ts > nor write, change, remove, register, renew or end a session",
    ],
  },
  {
    row: "30",
    asvs: "V3.5.3",
    mustHold: "GET changes nothing",
    shownBy: [
      "tests/permissions/reads.test.ts > whatever is read, by whomever, with GET and HEAD, no row of any table changes",
    ],
  },
  {
    row: "31",
    asvs: "V4.1.1",
    mustHold: "Content-Type + charset right",
    shownBy: [
      "src/server/http/answers/contract-walk.test.ts > every body of the API says its type and its encoding, refusals included",
    ],
  },
  {
    row: "32",
    asvs: "V4.1.3",
    mustHold: "client cannot set proxy headers",
    shownBy: [
      "tests/attacks/proxy-headers.test.ts > the caller's address stays the connection's, in the audit log and in the list of sessions",
      "tests/attacks/proxy-headers.test.ts > links in mails point to the program's own address, whatever the request says of its host",
      "tests/proxy/nginx.test.ts > the program knows the client's own address, and nothing that the client wrote changes it",
      "src/server/http/entry/https-redirect.test.ts > a caller that is no trusted proxy is not believed, whatever it says",
      "tests/limits/addresses.test.ts > without trusted proxies whatever is said of an address is passed over",
    ],
  },
  {
    row: "33",
    asvs: "V4.1.4",
    mustHold: "only declared methods",
    shownBy: [
      "src/server/http/entry/node-server.test.ts > TRACE, QUERY, PROPFIND and all others that Node knows are refused with 405, whatever the address",
      "src/server/http/entry/node-server.test.ts > a declared method where it is not declared is refused with 405 and says which are",
      "src/server/http/entry/node-server.test.ts > no header turns one method into another",
    ],
  },
  {
    row: "34",
    asvs: "V4.2.1",
    mustHold: "no smuggling",
    shownBy: [
      "src/server/http/entry/node-server.test.ts > a request whose end two readers could see in two places is refused, and nothing after it is read",
      "src/server/http/entry/node-server.test.ts > whatever is within one request stays within it: one answer each",
    ],
  },
];
