import { benchDecisions } from './decisions.ts'

await benchDecisions()
