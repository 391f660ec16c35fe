import { readFileSync } from 'node:fs'

/** Milliseconds between two looks. */
const period = 500

/** What the launcher passes on: the processes it was started through, as `--launched-by=12,34`. Pure. */
export function launchersIn(argv: readonly string[]): readonly number[] {
  const name = '--launched-by='
  const given = argv.find((argument) => argument.startsWith(name))?.slice(name.length) ?? ''
  return given.split(',').map(Number).filter(Number.isSafeInteger)
}

/**
 * Tells once when one of the processes a server was started through has ended. npx and its shell end on SIGTERM
 * without passing it on, and nobody can who is killed; a server that went on would hold its port with no one to ask.
 */
export function watchLaunchers(ids: readonly number[], ended: () => void): void {
  const launchers = ids.filter((id) => id > 1)
  if (launchers.length === 0) return
  const look = setInterval(() => {
    if (launchers.every(isRunning)) return
    clearInterval(look)
    ended()
  }, period)
  look.unref()
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
  } catch (error) {
    // Anything but "no such process" means that it is there and not ours.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
  return !isZombie(id)
}

/** Whether a process has ended and only its parent does not know yet. */
function isZombie(id: number): boolean {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}
