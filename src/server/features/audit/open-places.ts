import type { HeadsPlace } from "../../platform/audit-heads.ts";
import { s3Place } from "./s3-place.ts";
import { folderPlace, type SecondPlace } from "./second-places.ts";
import { type HeadListener, webhook } from "./webhook.ts";

export interface OutsidePlaces {
  /** What heads are compared with. */
  readonly places: readonly SecondPlace[];
  readonly listeners: readonly HeadListener[];
}

/** Asks nobody yet. */
export function openPlaces(settings: readonly HeadsPlace[]): OutsidePlaces {
  const places: SecondPlace[] = [];
  const listeners: HeadListener[] = [];
  for (const setting of settings) {
    if (setting.kind === "folder") places.push(folderPlace(setting.folder));
    else if (setting.kind === "s3") places.push(s3Place(setting.address));
    else listeners.push(webhook(setting.webhook));
  }
  return { places, listeners };
}
