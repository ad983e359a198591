import { closeMenus } from "../lib/close-menus.ts";
import { countDown } from "./countdown.ts";
import { greet } from "./greeting.ts";
import { keepFresh } from "./live.ts";
import { offerMap } from "./map-button.ts";
import { shortenAddresses } from "./short-addresses.ts";
import { suggest } from "./suggestions.ts";

// The public pages read well without any of this.
greet();
closeMenus(document);
suggest();
shortenAddresses();
countDown();
keepFresh();
offerMap();
