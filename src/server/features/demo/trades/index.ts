import type { TradeTexts } from "../trade-texts.ts";
import { accounting } from "./accounting.ts";
import { appliances } from "./appliances.ts";
import { architecture } from "./architecture.ts";
import { bikeRepair } from "./bike-repair.ts";
import { carRepair } from "./car-repair.ts";
import { catering } from "./catering.ts";
import { childcare } from "./childcare.ts";
import { cleaning } from "./cleaning.ts";
import { communication } from "./communication.ts";
import { decoration } from "./decoration.ts";
import { delivery } from "./delivery.ts";
import { earthworks } from "./earthworks.ts";
import { electricity } from "./electricity.ts";
import { events } from "./events.ts";
import { flooring } from "./flooring.ts";
import { furnitureRestoration } from "./furniture-restoration.ts";
import { gardening } from "./gardening.ts";
import { graphicDesign } from "./graphic-design.ts";
import { hairBeauty } from "./hair-beauty.ts";
import { handyman } from "./handyman.ts";
import { heating } from "./heating.ts";
import { homeHelp } from "./home-help.ts";
import { hrTraining } from "./hr-training.ts";
import { itSupport } from "./it-support.ts";
import { joinery } from "./joinery.ts";
import { languageLessons } from "./language-lessons.ts";
import { legal } from "./legal.ts";
import { masonry } from "./masonry.ts";
import { metalwork } from "./metalwork.ts";
import { moving } from "./moving.ts";
import { musicLessons } from "./music-lessons.ts";
import { musicShows } from "./music-shows.ts";
import { officeSupport } from "./office-support.ts";
import { painting } from "./painting.ts";
import { pets } from "./pets.ts";
import { photography } from "./photography.ts";
import { plastering } from "./plastering.ts";
import { plumbing } from "./plumbing.ts";
import { pools } from "./pools.ts";
import { roofing } from "./roofing.ts";
import { sewing } from "./sewing.ts";
import { sport } from "./sport.ts";
import { tiling } from "./tiling.ts";
import { translation } from "./translation.ts";
import { treeCare } from "./tree-care.ts";
import { tutoring } from "./tutoring.ts";
import { video } from "./video.ts";
import { webDevelopment } from "./web-development.ts";
import { wellness } from "./wellness.ts";
import { writing } from "./writing.ts";

/** The texts of every trade. The order is part of what a seed gives. */
export const tradeTexts: readonly TradeTexts[] = [
  accounting,
  appliances,
  architecture,
  bikeRepair,
  carRepair,
  catering,
  childcare,
  cleaning,
  communication,
  decoration,
  delivery,
  earthworks,
  electricity,
  events,
  flooring,
  furnitureRestoration,
  gardening,
  graphicDesign,
  hairBeauty,
  handyman,
  heating,
  homeHelp,
  hrTraining,
  itSupport,
  joinery,
  languageLessons,
  legal,
  masonry,
  metalwork,
  moving,
  musicLessons,
  musicShows,
  officeSupport,
  painting,
  pets,
  photography,
  plastering,
  plumbing,
  pools,
  roofing,
  sewing,
  sport,
  tiling,
  translation,
  treeCare,
  tutoring,
  video,
  webDevelopment,
  wellness,
  writing,
];
