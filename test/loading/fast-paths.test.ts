/**
 * Every shortcut gives what the long way gives: requests that nobody sees (docs/decisions/082),
 * and rewritten calls of `Response` (docs/decisions/083).
 */
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

describe.each(NODES.map(inspect))('Node $version', node => {
  const reports: Record<string, any> = {}

  beforeAll(async () => {
    const cwd = project('fast-paths')
    for (const paths of ['off', 'on', 'all']) {
      const flags = ['--enable-source-maps', 'server.js', paths]
      reports[paths] = reportOf(await run(node.path, cwd, flags))
    }
  }, 120_000)

  it('the long ways answer every route', () => {
    const statuses = reports['off'].answers.map(({ status }: { status: number }) => status)
    expect(statuses.filter((status: number) => status >= 500)).toHaveLength(1)
    expect(reports['off'].shown).toEqual([
      [expect.stringMatching(/^200 6:\d+ \d+$/), 'http://test.local/thrown', true],
    ])
  })

  it.each(['on', 'all'])('with shortcuts %s, every answer is the same', paths => {
    expect(reports[paths].answers).toEqual(reports['off'].answers)
    expect(reports[paths].shown).toEqual(reports['off'].shown)
  })

  it('decision 082: handlers that keep their request to themselves are known', () => {
    expect(Object.values(reports['off'].unseen)).toEqual([false, false, false, false])
    const unseen = { kept: true, pattern: true, out: false, made: true }
    expect(reports['on'].unseen).toEqual(unseen)
    expect(reports['all'].unseen).toEqual(unseen)
  })

  it('decision 083: calls of Response are rewritten if asked for, whatever loads the file', () => {
    const none = { js: false, ts: false, cjs: false }
    expect(reports['off'].rewritten).toEqual(none)
    expect(reports['on'].rewritten).toEqual(none)
    expect(reports['all'].rewritten).toEqual({ js: true, ts: true, cjs: true })
  })
})
