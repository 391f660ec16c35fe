import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../../scripts/launch/root.mjs'

/** What a program left behind. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A copy of the project's scripts and manifests in a folder of its own, without any source. */
export class BareWorkspace {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /** @param installed whether the dependencies are there, as links to the project's own */
  static async create(installed: boolean): Promise<BareWorkspace> {
    const workspace = new BareWorkspace(await mkdtemp(join(tmpdir(), 'jieli-workspace-')))
    for (const part of ['scripts', 'vitest.config.ts', 'tsconfig.base.json', 'test/setup']) {
      await cp(join(root, part), join(workspace.folder, part), { recursive: true })
    }
    for (const name of ['.', 'engine', 'server', 'designer', 'test']) {
      await mkdir(join(workspace.folder, name), { recursive: true })
      const manifest = join(name, 'package.json')
      await cp(join(root, manifest), join(workspace.folder, manifest))
      if (installed) {
        const modules = join(name, 'node_modules')
        await symlink(join(root, modules), join(workspace.folder, modules))
      }
    }
    return workspace
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, file)), { recursive: true })
    await writeFile(join(this.folder, file), text)
  }

  /** Starts a script of the workspace; `nodeOptions` go to Node itself. */
  start(
    script: string,
    args: readonly string[] = [],
    { env = {}, nodeOptions = [] }: { env?: NodeJS.ProcessEnv; nodeOptions?: string[] } = {},
  ): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [...nodeOptions, join('scripts', script), ...args], {
      cwd: this.folder,
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
  }

  /** Runs a script of the workspace to its end. */
  run(...call: Parameters<BareWorkspace['start']>): Promise<Finished> {
    return finished(this.start(...call))
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true })
  }
}

/** Waits for a program's end and gathers what it wrote. */
export function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => (stdout += String(text)))
    child.stderr.on('data', (text) => (stderr += String(text)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
