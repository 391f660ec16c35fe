/**
 * From where on a value is asked about. These are conventions of this program, chosen so that what counties ordinarily set
 * passes; no document gives them, and what goes beyond them is allowed.
 */
export const conventions = {
  /** A deadline so many times as long as the longest it is compared with, or as short as the shortest. */
  deadlineFactor: 10,
  /** A deadline of more days, or working days, where there is nothing to compare it with. */
  deadlineDays: 90,
  /** A deadline of fewer seconds, where there is nothing to compare it with. */
  deadlineSeconds: 60,
  /** A value that begins so many years after the first day of the version. */
  yearsAhead: 3,
  /** A value that begins so many years before all it is compared with. */
  yearsBack: 3,
  /** A value that begins so many years before the first day of the version, where there is nothing to compare it with. */
  yearsBackAlone: 10,
  /** Weekdays off in one year. */
  weekdaysOff: 40,
  /** Days on end without a working day. */
  daysOnEnd: 15,
  /** Saturdays and Sundays worked in one year. */
  weekendsWorked: 20,
  /** A party's part of a split so many times as large or as small as there. */
  partFactor: 5,
  /** A ratio so many times as large or as small as there. */
  ratioFactor: 5,
  /** A ratio so many percentage points away from there. */
  ratioPoints: 30,
  /** Any other figure so many times as large or as small as there. */
  figureFactor: 10,
  /** A budget of less than this many percent of what was raised, where there is nothing to compare it with. */
  budgetPercent: 50,
} as const
