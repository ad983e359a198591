/**
 * Tests that may be skipped, each with the reason a reader is shown. Any other skipped test counts as failed: a
 * test that does not run proves nothing.
 */
export const allowedSkips: readonly { file: string; test: string; reason: string }[] = [];
