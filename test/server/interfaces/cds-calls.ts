import type { Hospital } from './hospital.ts'

const hookInstance = '8c9a7a80-4a3b-4c8e-9d0f-6b0d7f2f6f10'
const fact = (id: string, value: object) => ({ url: `urn:jieli:fact:${id}`, ...value })

/** An order that refers a patient up to the county hospital. */
function order(
  { codes }: Hospital,
  { id = 'order-1', from, consent }: { id?: string; from: string; consent?: string },
  more: readonly object[] = [],
) {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p-100' },
    category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
    requester: { reference: `Organization/${from}` },
    performer: [{ reference: 'Organization/D01' }],
    extension: [
      fact('referral.initiator', { valueCode: 'institution' }),
      fact('referral.emergencyCritical', { valueBoolean: false }),
      fact('fromUnit.areaRelation', { valueCode: 'in-area' }),
      fact('toUnit.areaRelation', { valueCode: 'in-area' }),
      fact('referral.indications', { valueCode: codes.indication }),
      ...(consent === undefined ? [] : [fact('consent.status', { valueCode: consent })]),
      ...more,
    ],
  }
}

/** A doctor signs it. */
export function orderCall(
  hospital: Hospital,
  said: { from: string; consent?: string },
  more: readonly object[] = [],
) {
  return {
    hook: 'order-sign',
    hookInstance,
    context: {
      userId: 'Practitioner/7',
      patientId: 'p-100',
      draftOrders: bundle(order(hospital, said, more)),
    },
  }
}

/** A doctor has selected some of two orders. */
export function selectCall(hospital: Hospital, selected: readonly string[]) {
  const orders = ['order-1', 'order-2'].map((id) => order(hospital, { id, from: 'T01' }))
  return {
    hook: 'order-select',
    hookInstance,
    context: {
      userId: 'Practitioner/7',
      patientId: 'p-100',
      selections: selected.map((id) => `ServiceRequest/${id}`),
      draftOrders: bundle(...orders),
    },
  }
}

/** An order without a performer is dispatched to a unit. */
export function dispatchCall(hospital: Hospital, from: string, to: string) {
  const { performer: _, ...open } = order(hospital, { from })
  return {
    hook: 'order-dispatch',
    hookInstance,
    context: {
      patientId: 'p-100',
      dispatchedOrders: ['ServiceRequest/order-1'],
      performer: `Organization/${to}`,
    },
    prefetch: { orders: bundle(open), performer: { resourceType: 'Organization', id: to } },
  }
}

function bundle<Resource>(...resources: readonly Resource[]) {
  return { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }
}
