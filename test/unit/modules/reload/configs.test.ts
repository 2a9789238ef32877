import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConfigs } from '../../../../src/modules/reload/configs'
import { tree } from '../tree'

const root = tree({ 'tsconfig.json': { extends: './base.json' }, 'base.json': {}, 'route.ts': '' })
const files = [join(root, 'route.ts')]

it('TSC-4: the first edit is noticed where the hooks thread alone has read the configuration', () => {
  const forget = jest.fn()
  const configs = createConfigs(forget)
  expect(configs.refresh(files)).toBe(false)
  expect(configs.refresh(files)).toBe(false)
  writeFileSync(join(root, 'base.json'), '{ "compilerOptions": { "baseUrl": "." } }')
  expect(configs.refresh(files)).toBe(true)
  expect(forget).toHaveBeenCalledTimes(1)
  expect(configs.refresh(files)).toBe(false)
})
