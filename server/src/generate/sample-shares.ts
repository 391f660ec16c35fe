/**
 * What made-up figures lie near: the shares counties have reported in print, and otherwise plain samples. Per ten
 * thousand of the whole; `since` is how far the share has moved since the year before.
 */
export interface SampleShare {
  readonly of: string
  readonly share: number
  readonly since?: number
}

export const sampleShares: Readonly<Record<string, SampleShare>> = {
  'admissions.outOfArea': { of: 'admissions.all', share: 2600, since: -350 },
  'admissions.inArea': { of: 'admissions.all', share: 7400, since: 350 },
  'admissions.residents': { of: 'population.residents', share: 110, since: -5 },
  'care.inArea': { of: 'care.all', share: 9150, since: 150 },
  'contracted.people': { of: 'population', share: 3834, since: 1778 },
  'contracted.admissions': { of: 'contracted.people', share: 90, since: -8 },
  'contracts.renewed': { of: 'contracts.expiring', share: 9320 },
  'chronic.attained': { of: 'chronic.managed', share: 6100, since: 300 },
  'chronic.controlled': { of: 'chronic.managed', share: 5100, since: 200 },
  'hypertension.managed': { of: 'hypertension.all', share: 6400 },
  'hypertension.controlled': { of: 'hypertension.all', share: 5100 },
  'diabetes.managed': { of: 'diabetes.all', share: 5800 },
  'diabetes.controlled': { of: 'diabetes.all', share: 4600 },
  'elderly.managed': { of: 'elderly.all', share: 7600 },
  'healthManagement.managed': { of: 'population', share: 5200, since: 400 },
  'income.drugs': { of: 'income.medical', share: 3263, since: -335 },
  'income.drugsAndConsumables': { of: 'income.medical', share: 4100, since: -400 },
  'income.consumables': { of: 'income.medical', share: 1200, since: -100 },
  'income.examinations': { of: 'income.medical', share: 2100, since: -150 },
  'income.medicalService': { of: 'income.medical', share: 4003, since: 1860 },
  'cost.growth': { of: 'cost.previous', share: 420 },
  'ledger.profit': { of: 'ledger.cost', share: 700, since: 60 },
  'contractedFund.balance': { of: 'contractedFund.budget', share: 284 },
  'county.income.drugs': { of: 'county.income.medical', share: 3263, since: -335 },
  'county.income.medicalService': { of: 'county.income.medical', share: 3236, since: 500 },
  'township.income.drugs': { of: 'township.income.medical', share: 5368, since: -2442 },
  'township.income.medicalService': { of: 'township.income.medical', share: 2712, since: 900 },
  'fiscal.specialFund': { of: 'fiscal.healthSpending', share: 1490 },
  'pay.primaryAverage': { of: 'pay.leadAverage', share: 6890, since: -1620 },
  'pay.primaryDoctor': { of: 'wage.localAverage', share: 10_111, since: 2333 },
  'pay.chiefPhysician': { of: 'wage.localAverage', share: 50_000 },
  // Fen for each discharge.
  'resident.outOfPocket': { of: 'resident.discharges', share: 121_581 * 10_000 },
  'employee.outOfPocket': { of: 'employee.discharges', share: 155_062 * 10_000 },
  'satisfaction.satisfied': { of: 'satisfaction.valid', share: 9250 },
  'vaccination.given': { of: 'vaccination.due', share: 9400 },
  'publicHealth.done': { of: 'publicHealth.due', share: 9100, since: 150 },
  'emergencyCare.answered': { of: 'emergencyCare.calls', share: 9800 },
  'checkup.done': { of: 'checkup.due', share: 8300 },
}

/** Where a share of a whole is asked for that nobody has reported. */
export const plainShare = 8200

/** How much of a whole there is in a month for a unit of size 1, in people, visits or fen; of a stock, at any time. */
export const sampleWholes: Readonly<
  Record<string, { readonly perSize: number; readonly stock?: true }>
> = {
  'pathway.diseaseTypes': { perSize: 0.02, stock: true },
  'pathway.cases': { perSize: 2 },
  population: { perSize: 237, stock: true },
  staff: { perSize: 1, stock: true },
  visits: { perSize: 60 },
  outpatient: { perSize: 60 },
  care: { perSize: 70 },
  admissions: { perSize: 3 },
  income: { perSize: 650_000 },
  cost: { perSize: 600_000 },
  ledger: { perSize: 620_000 },
  contractedFund: { perSize: 500_000 },
  pay: { perSize: 160_000 },
  points: { perSize: 900 },
  chronic: { perSize: 14, stock: true },
  elderly: { perSize: 30, stock: true },
  posting: { perSize: 0.05, stock: true },
  homeBeds: { perSize: 0.14, stock: true },
  deployments: { perSize: 0.07 },
  units: { perSize: 0.003, stock: true },
  wage: { perSize: 7500, stock: true },
}
