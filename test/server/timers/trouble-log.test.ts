import { expect, it } from 'vitest'
import { TroubleLog } from '../../../server/src/trouble-log.ts'

const hour = 3_600_000

function written() {
  const lines: { level: string; message: string; fields: object }[] = []
  const write = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields })
  }
  let now = 0
  const log = new TroubleLog({ error: write('error'), warn: write('warn') }, () => now)
  return {
    lines,
    log,
    advance: (by: number) => {
      now += by
    },
  }
}

it('a trouble met a thousand times is told once, and once when it is over, with how often and how long', () => {
  const { lines, log, advance } = written()
  for (let time = 0; time < 1000; time++) {
    log.met('timers of small@1.0.0', 'timers could not be fired', { case: `c-${time}` })
    advance(1000)
  }
  expect(lines).toEqual([
    {
      level: 'error',
      message: 'timers could not be fired',
      fields: { cause: 'timers of small@1.0.0', case: 'c-0' },
    },
  ])
  log.over('timers of small@1.0.0')
  log.over('timers of small@1.0.0')
  expect(lines.slice(1)).toEqual([
    {
      level: 'warn',
      message: 'timers could not be fired (it is over)',
      fields: { cause: 'timers of small@1.0.0', met: 1000, minutes: 17 },
    },
  ])
})

it('a trouble that lasts is told again every hour', () => {
  const { lines, log, advance } = written()
  for (let minute = 0; minute <= 180; minute++) {
    log.met('heartbeat', 'the store could not be written to')
    advance(60_000)
  }
  expect(lines.map(({ message }) => message)).toEqual([
    'the store could not be written to',
    ...Array(3).fill('the store could not be written to (it lasts)'),
  ])
  expect(lines.at(-1)?.fields).toMatchObject({ met: 181, minutes: 180 })
})

it('each cause has its own lines, and those of one kind that are gone are over together', () => {
  const { lines, log, advance } = written()
  log.met('timers of a', 'stuck')
  log.met('timers of b', 'stuck')
  log.met('thresholds of a', 'not looked at')
  advance(hour / 2)
  log.resolve('timers', new Set(['timers of b']))
  expect(lines.slice(3).map(({ fields }) => fields)).toEqual([
    { cause: 'timers of a', met: 1, minutes: 30 },
  ])
  log.met('timers of a', 'stuck')
  expect(lines.at(-1)).toMatchObject({ level: 'error', message: 'stuck' })
})
