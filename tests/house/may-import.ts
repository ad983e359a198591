import { matchesGlob, posix } from "node:path";
import { type Exception, exceptions } from "./exceptions.ts";
import { type Ban, type Room, rooms } from "./rooms.ts";

// What the table of rooms says of one import, worked out on whole paths: Biome sees relative ones, and the tests hold
// its answer against this one.

/** How deep a folder of a room is looked into: further down everything outside the folder is refused. */
export const DEEPEST = 2;

/** A room without packages of others has no folders: a file may import what stands beside it. */
export const isFlat = ({ files, packages }: Room) => files === undefined && packages !== undefined;

/** Globs of a room's files that stand `depth` folders below the room's own. */
export function filesOf(room: Room, depth: number): string[] {
  const { folders, files = ["*"] } = room;
  if (isFlat(room) || files.includes("**")) return depth === 0 ? folders.map((one) => `${one}/**`) : [];
  const between = "*/".repeat(depth);
  return folders.flatMap((folder) =>
    files
      .filter((file) => depth === 0 || (file.includes("*") && !file.startsWith("./")))
      .map((file) => {
        const name = file.replace("./", "");
        if (depth < DEEPEST) return `${folder}/${between}${name}`;
        return `${folder}/${between}${name === "*" ? "**" : `**/${name}`}`;
      }),
  );
}

const isOf = (room: Room, file: string) =>
  Array.from({ length: DEEPEST + 1 }, (_, depth) => filesOf(room, depth))
    .flat()
    .some((glob) => matchesGlob(file, glob));

/** The room that counts for a file: the last one that holds it. */
export function roomOf(file: string): Room {
  const room = rooms.findLast((candidate) => isOf(candidate, file));
  if (room === undefined) throw new Error(`${file} is not below src`);
  return room;
}

export const exceptionsOf = (file: string): Exception[] => exceptions.filter((one) => one.file === file);

/** A ban is lifted as a whole where one of its packages is excepted. */
export function bansOf(file: string): Ban[] {
  const excepted = new Set(exceptionsOf(file).map(({ imports }) => imports));
  return roomOf(file).bans.filter((ban) => !ban.imports.some((one) => excepted.has(one)));
}

/**
 * Why a file may not import another, or a package; empty: it may.
 * @param target a file from the project's root, or a package
 */
export function refusalsOf(file: string, target: string): string[] {
  const room = roomOf(file);
  const advice = bansOf(file)
    .filter(({ imports }) => imports.some((glob) => matchesGlob(target, glob)))
    .map((ban) => ban.advice);
  if (exceptionsOf(file).some(({ imports }) => imports === target)) return advice;
  const allowed = isFile(target)
    ? isOwn(room, file, target) || room.mayImport.some((glob) => matchesGlob(target, glob))
    : (room.packages?.includes(target) ?? true);
  return allowed ? advice : [room.advice, ...advice];
}

/** Files of the project end so, packages do not. */
const isFile = (target: string) => target.endsWith(".ts");

/** Whether both stand in the same folder of a room that is all of its folder. */
function isOwn(room: Room, file: string, target: string): boolean {
  if (room.files !== undefined) return false;
  if (isFlat(room)) return target.startsWith(`${posix.dirname(file)}/`);
  return room.folders.some((folder) => file.startsWith(`${folder}/`) && target.startsWith(`${folder}/`));
}
