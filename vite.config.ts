import { reactRouter } from "@react-router/dev/vite";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** React Aria ships its few words in 34 languages; two are read here. */
const twoLanguages: Plugin = {
  name: "two-languages",
  enforce: "pre",
  load: (id) =>
    /react-aria.*\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.m?js$/.test(id) && !/\/(fr-FR|en-US)\.m?js$/.test(id)
      ? "export default {}"
      : null,
};

const built: UserConfig = {
  build: { target: "es2023", assetsInlineLimit: 0, reportCompressedSize: false },
  environments: {
    ssr: {
      // One self-contained file: a single copy of React, the production one whatever NODE_ENV says.
      resolve: { noExternal: true },
      define: { "process.env.NODE_ENV": JSON.stringify("production") },
      // The server holds this text in memory as long as it runs.
      build: { minify: true },
    },
  },
};

export default defineConfig(({ command }) => {
  // The built pages are the production ones, whatever environment the build was started from.
  if (command === "build") process.env.NODE_ENV = "production";
  return {
    plugins: [reactRouter(), twoLanguages],
    publicDir: "src/web/static",
    ...(command === "build" && built),
  };
});
