/** A commune of France. */
export interface Place {
  readonly inseeCode: string;
  readonly name: string;
  /** The department's code, "69", "2A", "974"; for the collectivities overseas theirs, "977". */
  readonly department: string;
  /** The post's main one first. */
  readonly postalCodes: readonly [string, ...string[]];
  /** Degrees WGS 84, of the town where that is known, else of the middle of the commune. */
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
