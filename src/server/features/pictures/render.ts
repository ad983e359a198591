import { Worker } from "node:worker_threads";
import { loadRenderer } from "./draw.ts";

/** PNG of an SVG. */
export type Render = (svg: string) => Promise<Buffer>;

const THREAD = new URL("./render-thread.ts", import.meta.url);

/**
 * Draws in a thread that ends with the picture: the library's own makes the PNG where everybody's requests are answered.
 * Throws `unavailable` on a system without a binary.
 */
export const renderPng: Render = async (svg) => {
  loadRenderer();
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: svg });
    thread.once("message", (png: Uint8Array) => resolve(Buffer.from(png)));
    thread.once("error", reject);
    thread.once("exit", (code) =>
      reject(new Error(`a picture's thread ended with ${code} before its picture`)),
    );
  });
};
