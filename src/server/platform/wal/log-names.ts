/** What `initdb` chooses; the embedded cluster has no other. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENTS_PER_NAME = 0x1_0000_0000 / SEGMENT_BYTES;

const SEGMENT = /^[0-9A-F]{24}$/;
const LOG_FILE = /^(?:[0-9A-F]{8}\.history|[0-9A-F]{24}(?:\.partial|\.[0-9A-F]{8}\.backup)?)$/;

/** Whatever PostgreSQL archives: segments, the last part of one on a timeline that ended, histories, marks of base backups. */
export const isLogFile = (name: string): boolean => LOG_FILE.test(name);
export const isSegment = (name: string): boolean => SEGMENT.test(name);

const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, "0");

export const historyName = (timeline: number): string => `${hex(timeline)}.history`;

/** @param number of the segment since the cluster was made, on whatever timeline */
export const segmentName = (timeline: number, number: number): string =>
  hex(timeline) + hex(Math.floor(number / SEGMENTS_PER_NAME)) + hex(number % SEGMENTS_PER_NAME);

export const timelineOf = (file: string): number => Number.parseInt(file.slice(0, 8), 16);

export const numberOf = (segment: string): number =>
  Number.parseInt(segment.slice(8, 16), 16) * SEGMENTS_PER_NAME + Number.parseInt(segment.slice(16, 24), 16);

/** @param lsn as PostgreSQL writes it: `16/B374D848` */
export function bytesOf(lsn: string): bigint {
  const [high = "", low = ""] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** In which segment that byte stands. */
export const segmentAt = (bytes: bigint): number => Number(bytes / BigInt(SEGMENT_BYTES));
