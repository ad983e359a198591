import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";

/**
 * What still arrives on open connections while the program ends is told to come back: another instance has
 * it. Each answer from then on is the last of its connection, or the end would wait for idle ones.
 */
export function refuseWhileClosing(app: App): { readonly isClosing: () => boolean } {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onRequest", (_request, _reply, done) => {
    if (closing) done(new AppError("unavailable", { retryAfterSeconds: 1 }));
    else done();
  });
  app.addHook("onSend", (_request, reply, payload, done) => {
    if (closing) reply.header("connection", "close");
    done(null, payload);
  });
  return { isClosing: () => closing };
}
