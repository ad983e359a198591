import { eventStreams } from "./http/answers/event-streams.ts";
import { openapi } from "./http/answers/openapi.ts";
import { publicAnswers } from "./http/answers/public-answers.ts";
import { createResponseCache } from "./http/answers/response-cache.ts";
import { securityHeaders } from "./http/answers/security-headers.ts";
import { watchMethods } from "./http/entry/allowed-methods.ts";
import { refuseWhileClosing } from "./http/entry/closing.ts";
import { createApp } from "./http/entry/create-app.ts";
import { allowCrossOrigin } from "./http/entry/cross-origin.ts";
import { protectAgainstCsrf } from "./http/entry/csrf-protection.ts";
import { fastPath } from "./http/entry/fast-path.ts";
import { redirectToHttps } from "./http/entry/https-redirect.ts";
import { shedOverload } from "./http/entry/overload.ts";
import { createLimits } from "./http/limits/create-limits.ts";
import { readBearer } from "./http/requests/authentication.ts";
import { type RefusedRequest, refusedRequest } from "./http/requests/refused-requests.ts";
import { deriveKeys } from "./platform/secrets.ts";
import type { Resources } from "./resources.ts";
import type { ServerOptions } from "./server-options.ts";

/**
 * What every request passes before its route, in this order, and every answer behind it. `read` reads an access
 * token, `noteRefusal` is told of refused attempts that matter.
 */
export async function openHttp(
  { cache, config, log, redis, secrets }: Resources,
  options: ServerOptions,
  read: Parameters<typeof readBearer>[1],
  noteRefusal: (refused: RefusedRequest) => void,
) {
  const { corsOrigins, currency, trustedProxies } = config;
  const { publicUrl } = options;
  const [limitsKey] = deriveKeys(secrets.appKeys, "limits");
  const limits = createLimits({ rates: config.rateLimits, redis, log, key: limitsKey as Buffer });
  const headers = securityHeaders(config.hsts);
  const answerCache = options.cache === "off" ? null : cache;
  const kept = createResponseCache(answerCache, headers);
  const app = createApp({
    currency,
    publicUrl,
    logger: log,
    trustedProxies,
    headers,
    connections: { most: config.connectionsPerAddress, trustedProxies },
    first: fastPath({ kept, limits, behindProxies: trustedProxies.length > 0, corsOrigins }),
    beforeUnrouted: limits.countUnrouted,
    onRefused: (request, error) => {
      const refused = refusedRequest(request, error);
      if (refused !== null) noteRefusal(refused);
    },
  });
  const { leave } = shedOverload(app, limits.inner);
  readBearer(app, read);
  limits.count(app);
  redirectToHttps(app, { publicUrl, trustedProxies });
  protectAgainstCsrf(app, { publicUrl, corsOrigins });
  await allowCrossOrigin(app, corsOrigins);
  limits.refuse(app);
  const { isClosing } = refuseWhileClosing(app);
  const answers = publicAnswers(app, { cache: answerCache, kept, onAnswer: leave, isClosing });
  const streams = eventStreams(app, { ...config.streams, onAnswer: leave });
  const methods = watchMethods(app);
  await openapi(app, options);
  return { app, answers, limits, methods, streams };
}
