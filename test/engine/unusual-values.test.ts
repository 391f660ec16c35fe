import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { layerOf, parameter, text } from './make-ruleset.ts'

const parentOf = (more: object) =>
  layerOf({ manifest: { id: 'base', title: text('plan') }, ...more })

/** What has to be acknowledged of a county's own files laid over a template's. */
function asked(template: object, own: object, asOf = '2026-01-01') {
  const child = layerOf({
    manifest: {
      id: 'county',
      kind: 'county',
      basedOn: { id: 'base', version: '*' },
      ...calendarOf(own),
    },
    ...withoutCalendar(own),
  })
  const { ruleset, parent, issues } = resolveRuleset(child, () => parentOf(template))
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return checkRuleset(ruleset, { parent, publishing: true, asOf }).filter(
    ({ severity, code }) => severity === 'acknowledge' || code === 'PARAMETER_NOT_YET',
  )
}
const calendarOf = (own: object) => ('calendar' in own ? { calendar: own.calendar } : {})
function withoutCalendar(own: object): object {
  return Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'calendar'))
}
const codes = (issues: readonly { code: string }[]) => issues.map(({ code }) => code)

const limit = (values: readonly object[], more: object = {}) => ({
  parameters: [parameter('limit', 'duration', { values, ...more })],
})
const own = (values: readonly object[]) => ({ parameters: [{ id: 'limit', values }] })
const dated = (value: unknown, from = '2025-01-01') => ({ from, value })

describe('deadlines', () => {
  it.each([
    ['PT24H', 'PT240H', []],
    ['PT24H', 'PT240H1S', ['DEADLINE_FAR_LONGER']],
    ['PT24H', 'P3650D', ['DEADLINE_FAR_LONGER']],
    ['PT24H', 'PT2H24M', []],
    ['PT24H', 'PT2H23M59S', ['DEADLINE_FAR_SHORTER']],
    ['PT24H', 'PT0S', ['DEADLINE_FAR_SHORTER']],
    ['PT24H', 'PT72H', []],
  ])('UN2 one of %s above and %s here', (above, here, expected) => {
    expect(codes(asked(limit([dated(above)]), own([dated(here)])))).toEqual(expected)
  })

  it.each([
    ['P90D', []],
    ['P90DT1S', ['DEADLINE_LONG']],
    ['P3650D', ['DEADLINE_LONG']],
    ['PT60S', []],
    ['PT59S', ['DEADLINE_SHORT']],
  ])('UN3 one of %s where nothing above has a value', (here, expected) => {
    expect(codes(asked(limit([]), own([dated(here)])))).toEqual(expected)
  })

  it.each([
    [90, []],
    [91, ['DEADLINE_LONG']],
  ])('UN3 one of %i working days where nothing above has a value', (here, expected) => {
    const days = { parameters: [parameter('limit', 'integer', { unit: 'workingDay', values: [] })] }
    expect(codes(asked(days, own([dated(here)])))).toEqual(expected)
  })

  it('UN2 the message says the value, the one above with its ruleset and clause, and that the limit is a convention', () => {
    const [issue] = asked(limit([dated('PT24H')]), own([dated('P3650D')]))
    expect(issue?.path).toBe('/parameters/limit/values/2025-01-01')
    expect(issue?.message.en).toContain(
      'is 3650 days, more than 10 times the 24 hours of "plan (en)" (DP-01)',
    )
    expect(issue?.message.en).toContain('convention of this program')
    expect(issue?.message.zh).toContain('3650 天')
    expect(issue?.message.zh).toContain('24 小时')
  })

  it.each([
    ['PT240H', []],
    ['PT240H1S', ['DEADLINE_FAR_LONGER']],
    ['PT2H24M', []],
    ['PT2H23M59S', ['DEADLINE_FAR_SHORTER']],
  ])('UN2 a duty and its reminder owed within 24 hours above and %s here', (here, expected) => {
    const tell = (within: string) =>
      makeDuty({
        within: { duration: within },
        late: [{ id: 'again', title: text('again'), to: 'sender', after: { duration: within } }],
      })
    const found = asked({ duties: [tell('PT24H')] }, { duties: [tell(here)] })
    expect(found.map(({ path, code }) => [path, code])).toEqual(
      expected.flatMap((code) => [
        ['/duties/tell/within', code],
        ['/duties/tell/late/again', code],
      ]),
    )
  })

  it('UN1 what is inherited as it stands is not asked again', () => {
    expect(asked(limit([dated('P3650D')]), {})).toEqual([])
    expect(asked(limit([dated('P3650D')]), own([dated('P3650D')]))).toEqual([])
  })
})

describe('days', () => {
  it.each([
    ['2029-01-01', []],
    ['2029-01-02', ['VALUE_FAR_AHEAD']],
    ['2076-01-01', ['VALUE_FAR_AHEAD']],
  ])('UN4 a value that begins on %s, of a version of 2026', (from, expected) => {
    const values = [dated('PT24H'), dated('PT48H', from)]
    expect(codes(asked(limit([dated('PT24H')]), own(values)))).toEqual(expected)
  })

  it.each([
    ['2022-01-01', []],
    ['2021-12-31', ['VALUE_FAR_BACK']],
  ])(
    'UN4 a value that begins on %s, over a template whose first begins in 2025',
    (from, expected) => {
      const found = codes(asked(limit([dated('PT24H')]), own([dated('PT48H', from)])))
      // That the template's value would have ended it is asked about, too.
      expect(found.filter((code) => code !== 'OWN_VALUE_GOES_ON')).toEqual(expected)
    },
  )

  it.each([
    ['2016-01-01', []],
    ['2015-12-31', ['VALUE_FAR_BACK']],
  ])('UN4 a value that begins on %s, where nothing above has a value', (from, expected) => {
    expect(codes(asked(limit([]), own([dated('PT48H', from)])))).toEqual(expected)
  })

  it.each([
    ['2026-01-01', []],
    ['2026-01-02', ['PARAMETER_NOT_YET']],
    ['2076-01-01', ['PARAMETER_NOT_YET', 'VALUE_FAR_AHEAD']],
  ])(
    'VE5 a required parameter whose first value begins on %s, of a version of 2026-01-01',
    (from, expected) => {
      const found = asked(limit([], { required: true }), own([dated('PT24H', from)]))
      expect(codes(found)).toEqual(expected)
    },
  )

  it('VE5 the day is named', () => {
    const [issue] = asked(limit([], { required: true }), own([dated('PT24H', '2076-01-01')]))
    expect(issue).toMatchObject({ severity: 'error', path: '/parameters/limit/values/2076-01-01' })
    expect(issue?.message.zh).toContain('2076-01-01')
  })

  it('VE5 one that is not required may begin later', () => {
    expect(asked(limit([]), own([dated('PT24H', '2026-01-02')]))).toEqual([])
  })
})

describe('calendars', () => {
  const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
  const days = Array.from({ length: 365 }, (_, index) => day(index))
  const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()
  const calendar = (holidays: readonly string[], workdays: readonly string[] = []) => ({
    calendar: { utcOffset: '+08:00', holidays, workdays },
  })
  const mondays = days.filter((date) => weekdayOf(date) === 1)
  const saturdays = days.filter((date) => weekdayOf(date) === 6)

  it('UN5 every day a holiday is asked about, as a year and as a stretch', () => {
    expect(codes(asked({}, calendar(days)))).toEqual(['CALENDAR_DAYS_OFF', 'CALENDAR_STRETCH'])
  })

  it.each([
    [40, []],
    [41, ['CALENDAR_DAYS_OFF']],
  ])('UN5 %i weekdays off in a year', (count, expected) => {
    expect(codes(asked({}, calendar(mondays.slice(0, count))))).toEqual(expected)
  })

  it.each([
    // Thursday 2026-01-01 to Wednesday 2026-01-14; the weekend after is joined from Thursday on.
    [14, []],
    [15, []],
    [16, ['CALENDAR_STRETCH']],
  ])('UN5 the first %i days of a year on end, weekends counted with them', (count, expected) => {
    expect(codes(asked({}, calendar(days.slice(0, count))))).toEqual(expected)
  })

  it.each([
    [20, []],
    [21, ['CALENDAR_WEEKENDS_WORKED']],
  ])('UN5 %i Saturdays worked in a year', (count, expected) => {
    expect(codes(asked({}, calendar([], saturdays.slice(0, count))))).toEqual(expected)
  })

  it('UN5 a holiday that is worked is none', () => {
    expect(
      asked(
        {},
        calendar(
          days,
          days.filter((date) => weekdayOf(date) % 6 !== 0),
        ),
      ),
    ).toEqual([])
  })
})
