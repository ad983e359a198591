import type { Config } from "@react-router/dev/config";
import { build } from "vite";
import { finishPages } from "./src/cli/build-pages.ts";

export default {
  appDirectory: "src/web",
  // Every interactive page is known from the start: no request for routes, one policy for all.
  routeDiscovery: { mode: "initial" },
  // The public pages' own small script is a bundle of its own, so that nothing of React slips in.
  buildEnd: async () => {
    await build({ configFile: "src/web/enhance/vite.config.ts" });
    await finishPages();
  },
} satisfies Config;
