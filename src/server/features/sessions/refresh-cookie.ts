import { fastifyCookie, type SerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../http/app.ts";
import { isRefreshToken } from "./refresh-tokens.ts";
import { IDLE_DAYS } from "./session-lifetime.ts";

/** Where the refresh token travels: never read by scripts, never sent from another site or to another path. */
export interface RefreshCookie {
  read(request: FastifyRequest): string | null;
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

/** For the routes of `api`; brings the library that reads and writes cookies to that scope. */
export function createRefreshCookie(api: App, publicUrl: () => string): RefreshCookie {
  api.register(fastifyCookie, { hook: false });
  const secure = () => publicUrl().startsWith("https:");
  const name = () => `${secure() ? "__Secure-" : ""}swideal_refresh`;
  const write = (reply: FastifyReply, value: string, maxAge: number) => {
    const options: SerializeOptions = {
      httpOnly: true,
      sameSite: "strict",
      path: "/api/v1/auth",
      secure: secure(),
      maxAge,
    };
    reply.header("set-cookie", api.serializeCookie(name(), value, options));
  };
  return {
    read(request) {
      const token = api.parseCookie(request.headers.cookie ?? "")[name()];
      return token !== undefined && isRefreshToken(token) ? token : null;
    },
    set: (reply, token) => write(reply, token, IDLE_DAYS * 86_400),
    clear: (reply) => write(reply, "", 0),
  };
}
