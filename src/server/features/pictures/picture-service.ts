import { createHash } from "node:crypto";
import type { Database } from "../../platform/database/database.ts";
import type { MissionService } from "../missions/index.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { findPicture, putPicture } from "./picture-queries.ts";
import { PICTURE_VERSION, pictureSvg } from "./picture-svg.ts";
import { type Render, renderPng } from "./render.ts";

const AT_ONCE = 2;
const MOST_WAITING = 40;
const SITE_NAME = "Swideal";

export type PictureService = ReturnType<typeof createPictureService>;

export interface PictureDependencies {
  readonly database: Database;
  readonly missions: Pick<MissionService, "readPublic">;
  readonly render?: Render;
}

export function createPictureService({ database, missions, render = renderPng }: PictureDependencies) {
  const limited = fewAtOnce(AT_ONCE, MOST_WAITING);
  const underWay = new Map<string, Promise<Buffer>>();

  return {
    /**
     * A mission's picture (PNG), made when it is first asked for and once for what it shows; `not_found` for what not
     * everybody may see, at once also where there is one: it is asked whether it may be seen each time.
     */
    async read(missionId: string): Promise<Buffer> {
      const { mission } = await missions.readPublic(missionId);
      const { title, location, client } = mission;
      const town = location === null ? null : `${location.name} (${location.postalCode})`;
      const contentHash = hashOf([PICTURE_VERSION, title, town]);
      const kept = await findPicture(database.writer, missionId, contentHash);
      if (kept !== null) return kept;
      const key = `${missionId} ${contentHash.toString("base64url")}`;
      let making = underWay.get(key);
      if (making === undefined) {
        making = limited(async () => {
          const picture = await render(pictureSvg({ title, town, siteName: SITE_NAME }));
          await putPicture(database.writer, { missionId, clientPartyId: client.id, contentHash, picture });
          return picture;
        }).finally(() => underWay.delete(key));
        underWay.set(key, making);
      }
      return making;
    },
  };
}

const hashOf = (shown: readonly unknown[]): Buffer =>
  createHash("sha256").update(JSON.stringify(shown)).digest();
