import { z } from "zod";
import { checked } from "../../http/answers/checked-answers.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { originOf, userOf } from "../../http/requests/authentication.ts";
import {
  EmailChange,
  EmailResend,
  EmailToken,
  PasswordChange,
  PasswordForgotten,
  PasswordReset,
  User,
  VerificationSent,
} from "./account-contract.ts";
import type { EmailService } from "./email-service.ts";
import type { PasswordService } from "./password-service.ts";

const tags = ["Accounts"];
const SENT = checked(VerificationSent, { verification: "sent" });

export interface CredentialRoutesDependencies {
  readonly passwords: PasswordService;
  readonly emails: EmailService;
}

/** What leads to an account: its password and its address. */
export function credentialRoutes(api: App, { passwords, emails }: CredentialRoutesDependencies): void {
  api.post("/me/password", {
    config: { access: "user", audit: "account.change_password" },
    schema: {
      tags,
      operationId: "changePassword",
      summary: "Change one's password",
      description: "Ends the other sessions unless told otherwise. A mail tells the owner.",
      body: PasswordChange,
      response: { 204: z.null(), ...problems(400, 401, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      await passwords.change(userOf(request), request.body);
      return reply.code(204).send(null);
    },
  });

  api.post("/auth/password/forgot", {
    config: { access: "public", audit: "account.forgot_password", limits: ["global", "reset"] },
    schema: {
      tags,
      operationId: "forgotPassword",
      summary: "Ask for a mail by which to choose another password",
      description: "The same answer whether somebody has the address or not.",
      body: PasswordForgotten,
      response: { 202: VerificationSent, ...problems(400, 401, 413, 415) },
    },
    handler: async (request, reply) => {
      await passwords.forgot(request.body.email, originOf(request));
      return reply.code(202).send(SENT);
    },
  });

  api.post("/auth/password/reset", {
    config: { access: "public", audit: "account.reset_password", limits: ["global", "reset"] },
    schema: {
      tags,
      operationId: "resetPassword",
      summary: "Choose a password by the token of a mail",
      description: "Confirms the address and ends every session. A second factor stays on.",
      body: PasswordReset,
      response: { 204: z.null(), ...problems(400, 401, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      await passwords.reset(request.body, originOf(request));
      return reply.code(204).send(null);
    },
  });

  api.post("/me/email", {
    config: {
      access: "user",
      audit: ["account.ask_email_change", "account.change_email"],
      limits: ["global", "reset"],
    },
    schema: {
      tags,
      operationId: "changeEmail",
      summary: "Change one's address",
      description:
        "200 where addresses are not verified; otherwise always 202, and a mail to the new address says the rest.",
      body: EmailChange,
      response: { 200: User, 202: VerificationSent, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const user = await emails.change(userOf(request), request.body);
      return user ?? reply.code(202).send(SENT);
    },
  });

  api.post("/auth/email/resend", {
    config: { access: "public", audit: "account.ask_verification", limits: ["global", "reset"] },
    schema: {
      tags,
      operationId: "resendVerification",
      summary: "Ask for another mail by which to confirm a first address",
      description:
        "The same answer whether somebody has the address or not, and has confirmed it or not. Links of earlier mails lead nowhere from then on; an address gets three such mails an hour.",
      body: EmailResend,
      response: { 202: VerificationSent, ...problems(400, 401, 413, 415) },
    },
    handler: async (request, reply) => {
      await emails.resend(request.body.email, originOf(request));
      return reply.code(202).send(SENT);
    },
  });

  api.post("/auth/email/verify", {
    config: { access: "public", audit: ["account.verify_email", "account.change_email"] },
    schema: {
      tags,
      operationId: "verifyEmail",
      summary: "Confirm an address, the first or a new one, by the token of its mail",
      body: EmailToken,
      response: { 204: z.null(), ...problems(400, 401, 413, 415) },
    },
    handler: async (request, reply) => {
      await emails.verify(request.body.token, request.actor);
      return reply.code(204).send(null);
    },
  });
}
