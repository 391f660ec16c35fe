import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isNewEnough, missingNode, unfitPlatform } from '../../scripts/launch/find-node.mjs'
import { root } from '../../scripts/launch/root.mjs'

it('Node is new enough from 24 on', () => {
  const versions = ['v9.11.2', 'v20.20.2', 'v22.22.0', 'v24.0.0', 'v26.1.0']
  expect(versions.filter(isNewEnough)).toEqual(['v24.0.0', 'v26.1.0'])
})

it('where an install brings no Node, nobody is told that it does', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = 'v20.20.2'
  const brought = (platform: string, arch: string) =>
    missingNode({ platform, arch, version }).endsWith('which brings it.')
  for (const [platform, arch] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['linux', 'riscv64'],
    ['darwin', 'arm64'],
  ] as const)
    expect([platform, arch, brought(platform, arch)]).toEqual([
      platform,
      arch,
      `node-${platform}-${arch}` in optionalDependencies,
    ])
})

it('on Windows every command is one line that says so, and where it runs', () => {
  const asWindows = `data:text/javascript,Object.defineProperty(process,'platform',{value:'win32'})`
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', asWindows, join(root, 'scripts/jieli.mjs'), 'check', 'district-plan'],
    { encoding: 'utf8' },
  )
  expect([status, stderr]).toEqual([1, `jieli: ${unfitPlatform('win32')}\n`])
  expect(unfitPlatform('darwin')).toBeUndefined()
})
