export { picturesFeature } from "./feature.ts";
export { forgetPictures } from "./picture-queries.ts";
