import { parentPort, workerData } from "node:worker_threads";
import { draw } from "./draw.ts";

// What `render.ts` starts for one picture.
parentPort?.postMessage(draw(workerData as string).asPng());
