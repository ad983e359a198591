import type { Plant } from "./plant.ts";

const http = "src/server/http";
const problem = `${http}/problems/problem.ts`;
const features = "src/server/features";

/** What is said of secrets, of refusals and of the program's own settings; and what a spreadsheet runs. */
export const secretPlants: readonly Plant[] = [
  {
    rows: ["6"],
    does: "writes a formula into a cell as it is",
    changes: [
      {
        file: "src/server/core/csv.ts",
        text: "FORMULA.test(text) ? `'${text}` : text",
        instead: "FORMULA.test(text) ? text : text",
      },
    ],
  },
  {
    rows: ["78"],
    does: "logs what was sent with each failure",
    changes: [
      {
        file: problem,
        text: 'request.log.error({ err: error }, "unexpected error")',
        instead: 'request.log.error({ err: error, sent: request.body }, "unexpected error")',
      },
    ],
    fail: ["the log says nothing of it"],
  },
  {
    rows: ["78"],
    does: "says in a refusal what was sent",
    changes: [
      { file: problem, text: ".send(problem);", instead: ".send({ ...problem, sent: request.body });" },
    ],
    fail: ["a refusal says nothing"],
  },
  {
    rows: ["78"],
    does: "writes a message’s text into the log of actions",
    changes: [
      {
        file: "src/server/core/audited-actions.ts",
        text: '"message.post": ["missionId", "conversationId"],',
        instead: '"message.post": ["missionId", "conversationId", "text"],',
      },
      {
        file: `${features}/conversations/message-service.ts`,
        text: "changes: { missionId, conversationId: sides.id },",
        instead: "changes: { missionId, conversationId: sides.id, text },",
      },
    ],
    fail: ["the log of actions holds none"],
  },
  {
    rows: ["78"],
    does: "gives the job of a mail the address that was typed",
    changes: [
      {
        file: `${features}/accounts/password-service.ts`,
        text: '{ kind: "reset", userId });',
        instead: '{ kind: "reset", userId, email } as never);',
      },
    ],
    fail: ["no job carries it"],
  },
  {
    rows: ["78"],
    does: "calls a webhook by the whole of its address",
    changes: [
      {
        file: `${features}/audit/webhook.ts`,
        text: "const name = `${new URL(url).origin}#",
        instead: "const name = `${new URL(url).href}#",
      },
    ],
    fail: ["a head of the log that a webhook"],
  },
  {
    rows: ["78"],
    does: "begins a mail’s subject with what somebody wrote",
    changes: [
      {
        file: `${features}/notifications/compose.ts`,
        text: "subject: headlineOf(kind, facts, locale),",
        instead: 'subject: (facts.reason ?? "").replaceAll("\\n", " ") + headlineOf(kind, facts, locale),',
      },
    ],
    fail: ["a mail's subject"],
  },
  {
    rows: ["78"],
    does: "logs the address of a Redis that is away",
    changes: [
      {
        file: "src/server/resources.ts",
        text: '(error) => log.warn({ err: error }, "redis")',
        instead: '(error) => log.warn({ err: error, url }, "redis")',
      },
    ],
    fail: ["a running program"],
  },
  {
    rows: ["78"],
    does: "says of a command that fails what it was given",
    changes: [
      {
        file: "src/cli/main.ts",
        text: 'const line = message.replace(/\\s+/g, " ").trim();',
        instead: 'const line = `${message} ${process.env.DATABASE_URL}`.replace(/\\s+/g, " ").trim();',
      },
      {
        file: "src/cli/main.ts",
        text: 'if (process.env.LOG_LEVEL === "debug" && error instanceof Error)',
        instead: 'if (process.env.LOG_LEVEL === "none" && error instanceof Error)',
      },
    ],
    fail: ["a command that fails"],
  },
  {
    rows: ["78"],
    does: "says the value of a setting that it refuses",
    changes: [
      {
        file: "src/server/platform/config.ts",
        text: "parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`)",
        instead:
          "parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}, not ${given[String(issue.path[0])]}`)",
      },
    ],
    fail: ["a setting that is refused"],
  },
  {
    rows: ["78"],
    does: "notes no refusal that its code alone tells of",
    changes: [
      {
        file: `${http}/requests/refused-requests.ts`,
        text: 'return status === 403 || status === 429 || code === "invalid_credentials" ? code : null;',
        instead: "return status === 0 ? code : null;",
      },
      {
        file: `${features}/signing-in/admission.ts`,
        text: 'attempt: { action: "session.login", resource: { type: "user", id: account?.id ?? null }, reason },',
        instead: "",
      },
    ],
    fail: ["a wrong password, for an account", "what a user lacked", "a limit that was passed"],
  },
  {
    rows: ["78"],
    does: "notes no token of a mail that leads nowhere",
    changes: [
      {
        file: `${http}/requests/refused-requests.ts`,
        text: "if (fields.some((field) => field.code === INVALID_TOKEN)) return INVALID_TOKEN;",
        instead: "",
      },
    ],
    fail: ["a forged access token"],
  },
  {
    rows: ["78"],
    does: "writes lines that are no JSON",
    changes: [
      {
        file: "src/server/platform/log.ts",
        text: "return pino(options, destination);",
        instead: "return pino(options, { write: (line: string) => destination.write(`log: ${line}`) });",
      },
    ],
    fail: ["refuses a stale schema"],
  },
];
