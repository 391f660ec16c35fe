import { readdirSync } from 'node:fs'
import path from 'node:path'
import { factsOf, personalClassOf, reachReferences, subjectOf } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { referencesOf } from '../../engine/src/model/references/references-of.ts'
import { bundleOf } from './resolve-folder.ts'

const folder = path.resolve(import.meta.dirname, '../../rulesets')
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['clauses', 'schema'].includes(entry.name))
  .map(({ name }) => name)

/** What a chart reads of units and of what they have: where they stand, free beds, a medicine that is short. */
const ofUnits = /^((fromUnit|toUnit|unit|shortage)\.|resource\.reservedEmergencyBedsFree$)/

describe.each(await Promise.all(ids.map(async (id) => (await bundleOf(id)).ruleset)))(
  '$manifest.id',
  (ruleset) => {
    it('PI1 every fact says whether it is personal information', () => {
      const silent = ruleset.facts.filter(({ personal }) => personal === undefined)
      expect(silent.map(({ id }) => id)).toEqual([])
    })

    it('PI1 what the chart of a patient reads of the patient is personal', () => {
      const byId = new Map(ruleset.facts.map((fact) => [fact.id, fact]))
      const read = ruleset.pathways
        .filter((pathway) => subjectOf(pathway) === 'patient')
        .map((pathway) => referencesOf('pathways', pathway))
        .map((named) => reachReferences(ruleset, named, ['conditions', 'decisions']))
      const facts = new Set(read.flatMap((reached) => [...factsOf(reached, 'readOrSet')]))
      const open = [...facts].filter(
        (id) => !ofUnits.test(id) && personalClassOf(byId.get(id)) === 'none',
      )
      expect(open).toEqual([])
    })
  },
)
