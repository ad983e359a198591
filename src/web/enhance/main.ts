import { closeMenus } from "../lib/close-menus.ts";
import { countDown } from "./countdown.ts";
import { greet, knowOwner } from "./greeting.ts";
import { offerHearts } from "./heart-button.ts";
import { watchMission } from "./live.ts";
import { offerMap } from "./map-button.ts";
import { nameZones } from "./name-zones.ts";
import { shortenAddresses } from "./short-addresses.ts";
import { suggest } from "./suggestions.ts";

// The public pages read well without any of this.
const live = watchMission((place) => {
  knowOwner();
  nameZones(place);
});
greet();
closeMenus(document);
offerHearts();
knowOwner();
nameZones(document);
suggest();
shortenAddresses();
if (live !== null) countDown(live);
offerMap();
