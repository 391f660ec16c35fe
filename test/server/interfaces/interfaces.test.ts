import { afterAll, beforeAll, describe } from 'vitest'
import { describeBatches } from './batch-suite.ts'
import { describeCdsHooks } from './cds-suite.ts'
import { describeFhir, describeValidation } from './fhir-suite.ts'
import { describeAgents } from './mcp-suite.ts'
import { openOutside, type Outside } from './outside.ts'
import { describeSignedCalls } from './signed-calls-suite.ts'
import { describeClients } from './client-suite.ts'
import { HapiValidator } from './hapi-validator.ts'
import { describeLinks } from './link-suite.ts'
import { type Hospital, openHospital } from './hospital.ts'
import { describePathwayEntry } from './pathway-entry-suite.ts'

// One server for all that hospitals' systems speak to: its rules take long to put in force.
let hospital: Hospital
let outside: Outside
let address: string
let validator: HapiValidator
beforeAll(async () => {
  // It takes long to begin, and does so beside the others.
  validator = new HapiValidator()
  outside = await openOutside()
  hospital = await openHospital({ origins: ['https://his.example.cn'] }, outside.hospitals)
  address = await hospital.server.app.listen({ port: 0, host: '127.0.0.1' })
}, 180_000)
afterAll(async () => {
  await hospital.server.close()
  outside.close()
})

describe('CDS Hooks', () => {
  describeCdsHooks(() => hospital)
})
describe('FHIR', () => {
  describeFhir(
    () => hospital,
    () => validator,
  )
})
describe('batches of decisions', () => {
  describeBatches(
    () => hospital,
    () => address,
  )
})
describe('other programs', () => {
  describeClients(
    () => hospital,
    () => address,
  )
})
describe('agents', () => {
  describeAgents(
    () => hospital,
    () => address,
  )
})
describe('signed calls', () => {
  describeSignedCalls(
    () => hospital,
    () => outside,
  )
})
describe('signed links', () => {
  describeLinks(
    () => hospital,
    () => outside,
  )
})
describe('the entry into a pathway', () => {
  describePathwayEntry(() => hospital)
})
describe('what was answered by FHIR', () => {
  describeValidation(() => validator)
})
