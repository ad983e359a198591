import { debts, type Exception, grants } from "./exceptions.ts";
import { type Floor, floors, platformTables } from "./floors.ts";
import { type Ban, type Room, rooms } from "./rooms.ts";

const BEGIN = "<!-- generated: node scripts/rooms.ts -->";
const END = "<!-- end of what is generated -->";

/** docs/architecture.md with its generated part made anew; what people wrote around it stays. */
export function roomsPage(current: string): string {
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/architecture.md lacks ${BEGIN} or ${END}`);
  const made = [
    table(["room", "may import", "packages"], rooms.filter(isShown).map(roomRow)),
    table(["ban", "of", "instead"], [...new Set(rooms.flatMap(({ bans }) => bans))].map(banRow)),
    "The floors of the features, the lowest first, with the tables that each feature owns:",
    table(["floor", "features and their tables", "because"], floors.map(floorRow)),
    `The tables ${code(platformTables)} are the platform's.`,
    "What one file may beyond its room:",
    table(["file", "may import", "because"], grants.map(exceptionRow)),
    ...(debts.length === 0
      ? []
      : ["What is still to be mended:", table(["file", "imports", "because"], debts.map(exceptionRow))]),
  ].join("\n\n");
  return `${current.slice(0, begin + BEGIN.length)}\n\n${made}\n\n${current.slice(end)}`;
}

/** Features differ in their floors alone, which have a table of their own. */
const isShown = ({ floor, catches }: Room) => !catches && (floor === undefined || floor === floors[0]?.name);

function roomRow({ name, floor, folders, files, mayImport, packages, bans }: Room): string[] {
  const ofFeature = floor !== undefined;
  const [folder = ""] = folders;
  const own = files?.map((file) => `${folder}/${file}`) ?? [];
  const named = mayImport.filter((glob) => !own.includes(glob) && !(ofFeature && glob.endsWith("/index.ts")));
  const allowed = [
    ...(files === undefined || named.length < mayImport.length ? ["itself"] : []),
    ...(named.length > 0 ? [code(named)] : []),
    ...(ofFeature ? ["`index.ts` of a feature on its own floor or a lower one"] : []),
  ];
  const place =
    files === undefined
      ? code([folder])
      : `${code(files.map((file) => file.replace("./", "")))} in ${code([folder])}`;
  const but = bans.map((ban) => ban.name).join(", ");
  return [
    ofFeature ? "a feature: `features/*`" : `${name}: ${place}`,
    allowed.join(", "),
    packages === undefined ? `any but ${but}` : code(packages) || "none",
  ];
}

const banRow = ({ name, imports, advice }: Ban) => [
  name,
  code(imports.filter((glob) => !imports.includes(glob.replace("/**", "")) || !glob.endsWith("/**"))),
  advice,
];

function floorRow({ name, features, why }: Floor): string[] {
  const owned = Object.entries(features).map(([feature, tables]) =>
    tables.length === 0 ? feature : `${feature} (${code(tables)})`,
  );
  return [name, owned.join("; "), why];
}

const exceptionRow = ({ file, imports, reason }: Exception) => [code([file]), code([imports]), reason];

/** Without what each reader knows. */
const short = (path: string) =>
  path.replace(/^src\/(server\/)?(?=[a-z])/, "").replace(/(?<=^[^*]*)\/\*\*$/, "");

const code = (names: readonly string[]) => names.map((name) => `\`${short(name)}\``).join(", ");

function table(head: string[], rows: string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
