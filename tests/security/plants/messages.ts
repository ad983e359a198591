import type { Plant } from "./plant.ts";

const node = "src/server/http/entry/node-server.ts";
const server = "src/server/build-server.ts";

/** What a request may be, and what one connection may ask (ASVS V4). */
export const messagePlants: readonly Plant[] = [
  {
    rows: ["30"],
    does: "notes in the session that it was used to read",
    changes: [
      {
        file: "src/server/features/sessions/session-service.ts",
        text: "const owner = await queries.findLiveSession(database.writer, subject, askedPartyId);",
        instead:
          'const owner = await queries.findLiveSession(database.writer, subject, askedPartyId);\n      await database.transaction((tx) => tx.updateTable("sessions").set({ last_used_at: new Date() }).where("id", "=", subject.sessionId).execute());',
      },
    ],
  },
  {
    rows: ["31"],
    does: "sends its refusals as HTML",
    changes: [
      {
        file: "src/server/http/problems/problem.ts",
        text: '.type("application/problem+json; charset=utf-8")',
        instead: '.type("text/html")',
      },
    ],
  },
  {
    rows: ["32", "77"],
    does: "believes whoever says from where a request came",
    changes: [
      {
        file: "src/server/http/entry/create-app.ts",
        text: "trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,",
        instead: "trustProxy: true,",
      },
    ],
    fail: ["the caller's address stays", "without trusted proxies"],
  },
  {
    rows: ["32", "77"],
    does: "takes a trusted proxy for everybody it speaks for",
    changes: [
      {
        file: "src/server/http/entry/create-app.ts",
        text: "trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,",
        instead: "trustProxy: false,",
      },
    ],
    fail: ["knows the client's own address", "a forged X-Forwarded-For"],
  },
  {
    rows: ["32"],
    does: "believes anybody's word that a request came by plain http",
    changes: [
      {
        file: "src/server/http/entry/https-redirect.ts",
        text: "if (!isIn(trusted, request.socket.remoteAddress)) return done();",
        instead: "",
      },
    ],
    fail: ["is not believed, whatever it says"],
  },
  {
    rows: ["32"],
    does: "takes its own address from the last request's Host",
    changes: [
      {
        file: server,
        text: "const { publicUrl } = options;\n\n  const accessTokens",
        instead:
          "let host: string | undefined;\n  const publicUrl = () => (host === undefined ? options.publicUrl() : `http://${host}`);\n\n  const accessTokens",
      },
      {
        file: server,
        text: "  const { attempts } = limits;",
        instead:
          '  app.addHook("onRequest", (request, _reply, done) => {\n    host = String(request.headers["x-forwarded-host"] ?? request.headers.host);\n    done();\n  });\n  const { attempts } = limits;',
      },
    ],
    fail: ["links in mails point"],
  },
  {
    rows: ["33"],
    does: "hands every method that Node knows to the router",
    changes: [
      { file: node, text: 'if (!METHODS.includes(method)) return "method_not_allowed";', instead: "" },
    ],
    fail: ["TRACE, QUERY"],
  },
  {
    rows: ["33"],
    does: "answers a method that a path does not have as an unknown path",
    changes: [{ file: server, text: "  http.methods.finish();", instead: "" }],
    fail: ["where it is not declared"],
  },
  {
    rows: ["33"],
    does: "takes the method from a header",
    changes: [
      {
        file: node,
        text: "      request.url = oneAddress(target);",
        instead:
          '      request.method = String(request.headers["x-http-method-override"] ?? request.method);\n      request.url = oneAddress(target);',
      },
    ],
    fail: ["no header turns one method"],
  },
  {
    rows: ["34"],
    does: "reads requests as leniently as Node can, and takes any coding for its own",
    changes: [
      {
        file: node,
        text: "requireHostHeader: false }",
        instead: "requireHostHeader: false, insecureHTTPParser: true }",
      },
      {
        file: node,
        text: 'if (coding !== undefined && (coding.trim().toLowerCase() !== "chunked" || httpVersion === "1.0")) {',
        instead: 'if (coding === "") {',
      },
    ],
    fail: ["whose end two readers could see"],
  },
  {
    rows: ["72"],
    does: "shows figures of its inside to anyone",
    changes: [
      {
        file: "src/server/http/answers/health.ts",
        text: '  app.get("/readyz", {',
        instead:
          '  app.get("/metrics", { config: unlimited }, async () => "process_uptime_seconds 1");\n  app.get("/readyz", {',
      },
    ],
    fail: ["says nothing of the inside"],
  },
  {
    rows: ["72"],
    does: "refuses its document to everybody",
    changes: [
      {
        file: "src/server/http/answers/openapi.ts",
        text: "const servers = [{ url: options.publicUrl() }];",
        instead: "const servers = [{ url: options.publicUrl() }];\n    reply.code(401);",
      },
    ],
    fail: ["is public on purpose"],
  },
  {
    rows: ["74"],
    does: "lets caches keep every answer for a minute",
    changes: [
      {
        file: "src/server/http/answers/representation.ts",
        text: 'reply.header("cache-control", "no-store");\n    if (typeof',
        instead: 'reply.header("cache-control", "public, max-age=60");\n    if (typeof',
      },
    ],
    fail: ["is never kept by a cache", "only what a visitor gets as well"],
  },
  {
    rows: ["74"],
    does: "makes ETags of the version alone",
    changes: [
      {
        file: "src/server/http/answers/representation.ts",
        text: 'const hash = createHash("sha1").update(bytes).digest("base64url");',
        instead: "const hash = typeof bytes;",
      },
    ],
    fail: ["who sends the owner's ETag", "whoever asks first and with whatever ETags"],
  },
  {
    rows: ["74"],
    does: "writes the Host of whoever asks first into a page that it keeps",
    changes: [
      {
        file: "src/server/http/pages/web-pages.ts",
        text: "const site = options.site();",
        instead: "const site = { ...options.site(), publicUrl: `http://${request.headers.host}` };",
      },
    ],
    fail: ["is what nobody's headers changed"],
  },
  {
    rows: ["74"],
    does: "keeps a page under every address that leads to it",
    changes: [
      {
        file: "src/server/http/pages/web-pages.ts",
        text: "answerPublic(request, reply, pageAddress(request, path, query)),",
        instead: "answerPublic(request, reply, request.url),",
      },
    ],
    fail: ["is kept once"],
  },
];
