import type { FastifyReply } from "fastify";
import { checked } from "../../http/answers/checked-answers.ts";
import { problems } from "../../http/answers/openapi.ts";
import { expectedVersions } from "../../http/answers/representation.ts";
import type { App } from "../../http/app.ts";
import { originOf, userOf } from "../../http/requests/authentication.ts";
import { ProfileChange, Registration, SignedIn, User, VerificationSent } from "./account-contract.ts";
import type { AccountService } from "./account-service.ts";

const tags = ["Accounts"];
const SENT = checked(VerificationSent, { verification: "sent" });

export interface AccountRoutesDependencies {
  readonly accounts: AccountService;
  /** Puts a new session's token into its cookie. */
  readonly setRefreshCookie: (reply: FastifyReply, refreshToken: string) => void;
}

export function accountRoutes(api: App, { accounts, setRefreshCookie }: AccountRoutesDependencies): void {
  api.post("/auth/register", {
    config: {
      access: "public",
      audit: ["account.register", "session.login"],
      limits: ["global", "register"],
    },
    schema: {
      tags,
      operationId: "register",
      summary: "Open an account",
      description:
        "201 with the new session where addresses are not verified; otherwise always 202, and a mail says the rest.",
      body: Registration,
      response: { 201: SignedIn, 202: VerificationSent, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const opened = await accounts.register(request.body, originOf(request));
      if (opened === null) return reply.code(202).send(SENT);
      setRefreshCookie(reply, opened.refreshToken);
      return reply.code(201).send(opened.signedIn);
    },
  });

  api.get("/me", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readProfile",
      summary: "One's own account",
      response: { 200: User, ...problems(401) },
    },
    handler: async (request, reply) => {
      const { user, version } = await accounts.profile(userOf(request));
      reply.version = String(version);
      return user;
    },
  });

  api.patch("/me", {
    config: { access: "user", audit: "account.update" },
    schema: {
      tags,
      operationId: "changeProfile",
      summary: "Change one's name or language",
      body: ProfileChange,
      response: { 200: User, ...problems(400, 401, 412, 413, 415) },
    },
    handler: async (request, reply) => {
      const expected = expectedVersions(request);
      const { user, version } = await accounts.changeProfile(userOf(request), request.body, expected);
      reply.version = String(version);
      return user;
    },
  });
}
