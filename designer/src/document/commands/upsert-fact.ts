import type { Fact } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertListItem } from './upsert-list-item.ts'

/** Adds a fact the rules may read, or changes it. */
export function upsertFact(fact: Fact, field?: string): Command {
  return upsertListItem('facts', fact, field)
}
