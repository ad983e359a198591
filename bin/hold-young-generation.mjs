// Read before a server's own code, by the launcher and by the bench: what a start makes mostly stays, and a young
// generation that grew for it would keep some 50 MB that nothing uses. `src/cli/young-generation.ts` lets it grow.
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--semi-space-growth-factor=1");
