/**
 * How stores keep their data, as a number that only grows: a store of a later Jieli is refused, for this one would read
 * it wrongly. 1: indexes over fields inside the documents. 2: SQLite has columns for the fields that indexes name, and
 * both stores other indexes for searches. 3: SQLite has a row for each element of a list that grows. What the documents say changes by upgrades of their own.
 */
export const dataVersion = 3
