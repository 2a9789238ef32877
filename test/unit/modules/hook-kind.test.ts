import { hasTrustedSyncHooks } from '../../../src/modules/hook-kind'

describe('the gate of module.registerHooks', () => {
  it.each([
    ['20.19.0', false],
    ['20.20.2', false],
    ['22.15.0', false],
    ['22.22.2', false],
    ['22.22.3', true],
    ['22.23.0', true],
    ['23.11.0', false],
    ['24.5.0', false],
    ['24.11.0', false],
    ['24.11.1', true],
    ['24.12.0', true],
    ['25.0.0', false],
    ['25.1.0', true],
    ['26.0.0', true],
    ['26.0.0-nightly', true],
    ['27.1.0', true],
  ])('G2: Node %s is trusted: %p', (version, expected) => {
    expect(hasTrustedSyncHooks(version)).toBe(expected)
  })
})
