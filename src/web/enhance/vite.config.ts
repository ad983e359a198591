import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/enhance/",
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2023",
    outDir: "../../../build/client/enhance",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: "main.ts" },
  },
});
