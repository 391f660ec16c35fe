import { afterAll, beforeAll, describe } from 'vitest'
import { describeCdsHooks } from './cds-suite.ts'
import { openOutside, type Outside } from './outside.ts'
import { describeSignedCalls } from './signed-calls-suite.ts'
import { type Hospital, openHospital } from './hospital.ts'
import { describePathwayEntry } from './pathway-entry-suite.ts'

// One server for all that hospitals' systems speak to: its rules take long to put in force.
let hospital: Hospital
let outside: Outside
beforeAll(async () => {
  outside = await openOutside()
  hospital = await openHospital({ origins: ['https://his.example.cn'] }, outside.hospitals)
}, 180_000)
afterAll(async () => {
  await hospital.server.close()
  outside.close()
})

describe('CDS Hooks', () => {
  describeCdsHooks(() => hospital)
})
describe('signed calls', () => {
  describeSignedCalls(
    () => hospital,
    () => outside,
  )
})
describe('the entry into a pathway', () => {
  describePathwayEntry(() => hospital)
})
