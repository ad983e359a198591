// Another instance of the program, with its jobs.
import { beInstance } from "./instance.ts";

await beInstance({ jobs: true });
