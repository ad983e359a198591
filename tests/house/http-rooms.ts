// The rooms of src/server/http. Part of the table of rooms: see rooms.ts.

export const HTTP = "src/server/http";

/** From the lowest: what answers a request knows nothing of how it came in. */
export const httpRooms = ["problems", "limits", "answers", "requests", "features", "entry", "pages"].map(
  (room, at, all) => ({
    name: `http/${room}`,
    folder: `${HTTP}/${room}`,
    mayImport: all
      .slice(0, at)
      .filter((lower) => !(room === "pages" && lower === "entry"))
      .map((lower) => `${HTTP}/${lower}/**`),
  }),
);
