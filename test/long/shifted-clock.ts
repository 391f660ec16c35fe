/** Preloaded into a server: its wall clock is wrong by so many milliseconds, as that of a machine that nobody sets. */
const ahead = Number(process.env['JIELI_TEST_CLOCK_AHEAD'] ?? 0)
const Real = Date

class ShiftedDate extends Real {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(Real.now() + ahead)
    else super(...(given as [string]))
  }

  static override now(): number {
    return Real.now() + ahead
  }
}

globalThis.Date = ShiftedDate as DateConstructor
