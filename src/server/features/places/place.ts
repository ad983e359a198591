/** A commune of France, or an arrondissement of Paris, Lyon or Marseille. */
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
  /** Of an arrondissement the INSEE code of its commune; null for a commune. */
  readonly commune: string | null;
  /** Of what is part of the commune now and was one of its own. */
  readonly formerNames: readonly string[];
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
