import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { Consent, ConsentChange, ContactDetails, MissionContact, WorkAddress } from "./contact-contract.ts";
import type { ContactService } from "./contact-service.ts";

const tags = ["Contact"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 503);

/** Every answer is `no-store`, as all are that say nothing of caching. */
export function contactRoutes(api: App, contact: ContactService): void {
  api.get("/me/contact", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readOwnContact",
      summary: "How the acting party can be reached",
      response: { 200: ContactDetails, ...problems(401, 503) },
    },
    handler: (request) => contact.readOwn(userOf(request)),
  });

  api.put("/me/contact", {
    config: { access: "user", audit: ["contact.update", "contact.forget"], permission: "contact:change" },
    schema: {
      tags,
      operationId: "writeOwnContact",
      summary: "Say how the acting party can be reached, in place of what was said before",
      description:
        "Told to the other side of an award alone, where the party has agreed. A name and a telephone number or an " +
        "e-mail address are needed; four times null makes Swideal forget them.",
      body: ContactDetails,
      response: { 200: ContactDetails, ...refusals },
    },
    handler: (request) => contact.writeOwn(commandOf(request), request.body),
  });

  missionContactRoutes(api, contact);
  consentRoutes(api, contact);
}

function missionContactRoutes(api: App, contact: ContactService): void {
  api.get("/missions/:id/work-address", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readWorkAddress",
      summary: "Where the work is to be done: the mission's client",
      params: IdParams,
      response: { 200: WorkAddress, ...problems(400, 401, 403, 404, 503) },
    },
    handler: (request) => contact.readWorkAddress(userOf(request), request.params.id),
  });

  api.put("/missions/:id/work-address", {
    config: {
      access: "user",
      audit: "mission.work_address",
      permission: "missions:conduct",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "writeWorkAddress",
      summary: "Say where the work is to be done; told to the accepted provider alone",
      params: IdParams,
      body: WorkAddress,
      response: { 200: WorkAddress, ...refusals },
    },
    handler: (request) => contact.writeWorkAddress(commandOf(request), request.params.id, request.body),
  });

  api.get("/missions/:id/contact", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readMissionContact",
      summary: "How to reach the other side: both parties, from the award until 90 days after the completion",
      params: IdParams,
      response: { 200: MissionContact, ...problems(400, 401, 404, 503) },
    },
    handler: (request) => contact.read(userOf(request), request.params.id),
  });
}

function consentRoutes(api: App, contact: ContactService): void {
  api.get("/missions/:id/contact-consent", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readContactConsent",
      summary: "Whether the caller has agreed that the other side gets its details",
      params: IdParams,
      response: { 200: Consent, ...problems(400, 401, 404, 503) },
    },
    handler: (request) => contact.readConsent(userOf(request), request.params.id),
  });

  api.put("/missions/:id/contact-consent", {
    config: {
      access: "user",
      audit: ["contact.share", "contact.unshare"],
      permission: "contact:change",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "writeContactConsent",
      summary: "Agree to it, or no longer",
      description:
        "Otherwise said with an offer and with an award, as `shareContact`. What was not agreed to is not told.",
      params: IdParams,
      body: ConsentChange,
      response: { 200: Consent, ...refusals },
    },
    handler: (request) =>
      contact.writeConsent(commandOf(request), request.params.id, request.body.shareContact),
  });
}
