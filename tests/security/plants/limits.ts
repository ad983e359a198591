import type { Plant } from "./plant.ts";

const limits = "src/server/http/limits";
const counters = "src/server/platform/limits/counters.ts";

/** Limits, as the founding document asks for them, and https. */
export const limitPlants: readonly Plant[] = [
  {
    rows: ["S1"],
    does: "counts a mission that was refused",
    changes: [
      {
        file: `${limits}/when-done.ts`,
        text: "if (reserved === null || carriedOut)",
        instead: "if (reserved === null || reply.sent !== null)",
      },
    ],
    fail: ["a mission counts when it is valid"],
  },
  {
    rows: ["S1", "S2"],
    does: "counts on each instance alone",
    changes: [
      {
        file: counters,
        text: "return shared === null ? memoryAlone(own)",
        instead: 'return shared === null || name !== "" ? memoryAlone(own)',
      },
    ],
    fail: ["three instances together", "many at once on three instances"],
  },
  {
    rows: ["S1"],
    does: "counts each IPv6 address for itself",
    changes: [
      {
        file: `${limits}/subject.ts`,
        text: 'return `${network.join(":")}::/64`;',
        instead: 'return `${network.join(":")} ${groups.join(":")}`;',
      },
    ],
    fail: ["IPv6 addresses of one /64"],
  },
  {
    rows: ["S1"],
    does: "counts and refuses nothing",
    changes: [
      { file: `${limits}/limits.ts`, text: "done(refusalOf(request.counted)));", instead: "done());" },
    ],
    fail: ["at the limit all is well"],
  },
  {
    rows: ["S2"],
    does: "counts no address that it does not know",
    changes: [
      {
        file: `${limits}/limits.ts`,
        text: "if (names.length === 0 || inner.isInner(request)) done();",
        instead: "if (names.length === 0 || request.is404 || inner.isInner(request)) done();",
      },
    ],
    fail: ["%s counts once"],
  },
  {
    rows: ["S2"],
    does: "counts those who ask whether it lives",
    changes: [
      {
        file: "src/server/http/answers/health.ts",
        text: 'app.get("/livez", {\n    config: unlimited,',
        instead: 'app.get("/livez", {',
      },
    ],
    fail: ["health is not counted"],
  },
  {
    rows: ["S2"],
    does: "says nothing of limits",
    changes: [
      {
        file: `${limits}/limits.ts`,
        text: "  setLimitFields(reply, request.counted);\n}\n\nconst socketSubjects",
        instead:
          "  if (request.counted === null) setLimitFields(reply, request.counted);\n}\n\nconst socketSubjects",
      },
    ],
    fail: ["every refusal says where"],
  },
  {
    rows: ["S3"],
    does: "asks a Redis that says nothing each time anew",
    changes: [
      {
        file: "src/server/platform/limits/redis-circuit.ts",
        text: "if (this.#open) return Promise.resolve(null);",
        instead: "",
      },
      {
        file: "src/server/platform/limits/redis-counts.ts",
        text: "if (this.#circuit.open) return Promise.resolve(null);",
        instead: "",
      },
    ],
    fail: ["with Redis frozen"],
  },
  {
    rows: ["S4"],
    does: "tells no browser to come by https",
    changes: [
      {
        file: "src/server/http/answers/security-headers.ts",
        text: "...(transport !== null &&",
        instead: '...(transport === "" &&',
      },
    ],
    fail: ["HSTS is as configured", "every kind of answer of the API"],
  },
  {
    rows: ["S12"],
    does: "starts in production under a plain http address",
    changes: [
      {
        file: "src/server/platform/config.ts",
        text: 'if (production && !given.PUBLIC_URL?.startsWith("https://")) {',
        instead: "if (production && given.PUBLIC_URL === null) {",
      },
    ],
    fail: ["production takes neither"],
  },
  {
    rows: ["S12"],
    does: "answers by plain http as by https",
    changes: [
      {
        file: "src/server/http-parts.ts",
        text: "  redirectToHttps(app, { publicUrl, trustedProxies });",
        instead: "",
      },
    ],
    fail: ["plain http is sent"],
  },
];
