import { benchAssess } from './assess.ts'
import { benchDecisions } from './decisions.ts'
import { benchResolve } from './resolve.ts'
import { benchSteps } from './steps.ts'

await benchDecisions()
await benchResolve()
await benchSteps()
await benchAssess()
