import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { BareWorkspace, finished } from './bare-workspace.ts'

const echo = `
  const args: string[] = process.argv.slice(2)
  console.log(JSON.stringify(args))
  process.exit(3)
`
const cacheFolder = `
  import { getCompileCacheDir } from 'node:module'
  console.log(getCompileCacheDir())
`
const patientServer = `
  process.on('SIGTERM', () => { console.log('finished what was in flight'); process.exit(0) })
  setInterval(() => undefined, 1000)
  console.log('listening')
`
/** Makes Node say it is an older one, which is all that a launcher asks it. */
const oldNode = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"version",{value:"v20.20.2"})',
]

let workspace: BareWorkspace
afterEach(() => workspace.remove())

describe('the command line launcher', () => {
  it('passes arguments and exit code through', async () => {
    workspace = await BareWorkspace.create(true)
    await workspace.write('server/src/cli/main.ts', echo)
    const run = await workspace.run('jieli.mjs', ['check', 'a b', '--json'])
    expect(run).toEqual({ code: 3, stdout: '["check","a b","--json"]\n', stderr: '' })
  })

  it('has Node keep what it compiles, beside what is installed', async () => {
    workspace = await BareWorkspace.create(true)
    await workspace.write('server/src/cli/main.ts', cacheFolder)
    const { stdout } = await workspace.run('jieli.mjs')
    expect(stdout).toContain(join('node_modules', '.cache', 'compile'))
  })

  it('says in one line which dependency is missing and how to get it', async () => {
    workspace = await BareWorkspace.create(false)
    const { code, stdout, stderr } = await workspace.run('jieli.mjs')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^jieli: \S+ \d+\.\d+\.\d+ \(engine\) is not installed; run `npx -y pnpm@12 install` in this folder, which brings it\.\n$/,
    )
  })

  it('refuses a Node that is too old in one line', async () => {
    workspace = await BareWorkspace.create(false)
    const { code, stdout, stderr } = await workspace.run('jieli.mjs', [], { nodeOptions: oldNode })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^jieli: needs Node 24 or newer and this is v20\.20\.2; run .*\n$/)
  })

  it('runs on the pinned Node when the running one is too old', async () => {
    workspace = await BareWorkspace.create(true)
    await workspace.write('server/src/cli/main.ts', echo)
    const { code, stdout } = await workspace.run('jieli.mjs', ['x'], { nodeOptions: oldNode })
    expect([code, stdout]).toEqual([3, '["x"]\n'])
  })
})

describe('the server launcher', () => {
  it('builds the designer once and again only when its sources changed', async () => {
    workspace = await BareWorkspace.create(true)
    await designer('document.title = "a"')
    await workspace.write('server/src/server.ts', 'process.exit(0)')
    const starts: string[] = []
    for (const change of [undefined, undefined, 'document.title = "b"']) {
      if (change !== undefined) await designer(change)
      const { code, stdout } = await workspace.run('start.mjs')
      expect(code).toBe(0)
      starts.push(stdout)
    }
    expect(starts).toEqual(['Building the designer …\n', '', 'Building the designer …\n'])
  })

  it('says that the designer could not be built and does not start the server', async () => {
    workspace = await BareWorkspace.create(true)
    await designer('this is not a program')
    await workspace.write('server/src/server.ts', 'console.log("started")')
    const { code, stdout, stderr } = await workspace.run('start.mjs')
    expect([code, stdout]).toEqual([1, 'Building the designer …\n'])
    expect(stderr).toMatch(/\njieli: the designer could not be built; what Vite said is above\.\n$/)
  })

  it('lets the server finish when it is told to end', async () => {
    workspace = await BareWorkspace.create(true)
    await designer('document.title = "a"')
    await workspace.write('server/src/server.ts', patientServer)
    const child = workspace.start('start.mjs')
    child.stdout.on('data', (text) => String(text).includes('listening') && child.kill('SIGTERM'))
    const { code, stdout } = await finished(child)
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, 'finished what was in flight'])
  })

  it('passes the signal on when the server runs as a child', async () => {
    workspace = await BareWorkspace.create(true)
    await designer('document.title = "a"')
    await workspace.write('server/src/server.ts', patientServer)
    const withoutExecve = ['--import', 'data:text/javascript,delete process.execve']
    const child = workspace.start('start.mjs', [], { nodeOptions: withoutExecve })
    child.stdout.on('data', (text) => String(text).includes('listening') && child.kill('SIGTERM'))
    const { code, stdout } = await finished(child)
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, 'finished what was in flight'])
  })

  async function designer(code: string): Promise<void> {
    await workspace.write(
      'designer/index.html',
      '<script type="module" src="/src/main.ts"></script>',
    )
    await workspace.write('designer/src/main.ts', code)
  }
})
