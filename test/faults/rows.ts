/** The numbers of the fault tables, and the rows that no file of this folder runs. */
const range = (from: number, to: number, ...gaps: number[]): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(row => !gaps.includes(row))

export const TABLES: Readonly<Record<string, readonly number[]>> = {
  'A, request target': range(1, 39, 8, 16, 24, 32),
  'B, Host and scheme': range(41, 63, 48, 56),
  'C, methods': range(65, 75, 72),
  'D, request headers': range(76, 90, 80, 88),
  'E, request body': range(91, 127, 96, 104, 112, 120),
  'F, response object': range(129, 164, 136, 144, 152, 160),
  'G, response streams': range(165, 188, 168, 176, 184),
  'H, handler life-cycle': range(189, 210, 192, 200, 208),
  'I, connection and server': range(211, 223, 216),
  'J, loading': range(225, 239, 232),
  'K, cookies': range(241, 253, 248),
}

/** Row → why it is not run here, or where it is. */
export const ELSEWHERE: Readonly<Record<number, string>> = {
  58: 'there is no adapter for Fastify yet',
  201: 'by Node’s own rule a listener of the user that throws ends the process: docs/behaviour.md',
  212: 'load: npm run soak, S1',
  213: 'load: npm run soak, S2',
  214: 'load: npm run soak, S3',
  227: 'Jest has no native modules: test/loading/faults.test.ts, as processes',
  235: 'about the scan alone: test/unit/router/links.test.ts',
  237: 'about reloading: test/loading/reload.test.ts, as processes',
  238: 'about the scan and the tree alone: test/unit/router/scan.test.ts and effort.test.ts',
  239: 'needs a Node without hooks or types: test/loading/permission.test.ts and matrix.test.ts',
}
