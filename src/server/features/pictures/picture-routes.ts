import { z } from "zod";
import { missionPicturePath } from "../../../shared/file-paths.ts";
import { notFound } from "../../core/errors.ts";
import type { App } from "../../http/app.ts";
import { Id } from "../../http/common-contract.ts";
import type { PictureService } from "./picture-service.ts";

/** What a shared link is shown with (Open Graph). The same for everybody, in no language but the mission's own. */
export function pictureRoutes(app: App, pictures: PictureService): void {
  app.get(missionPicturePath(":id"), {
    config: { limits: ["global", "search"] },
    schema: { hide: true, params: z.object({ id: z.string().max(100) }) },
    handler: async (request, reply) => {
      const id = Id.safeParse(request.params.id).data;
      if (id === undefined) throw notFound();
      return (
        reply
          .header("cache-control", "public, max-age=3600")
          // Shown by other sites: that is what it is for.
          .header("cross-origin-resource-policy", "cross-origin")
          .type("image/png")
          .send(await pictures.read(id))
      );
    },
  });
}
