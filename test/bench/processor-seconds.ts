import { readFileSync } from 'node:fs'

/** Processor time a process has taken, with all its threads, by Linux's own count. */
export function processorSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  // Ticks of a hundredth of a second: the unit Linux has kept for programs that read this file.
  return (Number(fields[11]) + Number(fields[12])) / 100
}
