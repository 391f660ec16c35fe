import type { CdsRequest } from '../../contracts/cds.ts'
import type { FhirOrders, FhirServiceRequest } from '../../contracts/fhir-elements.ts'
import { ServerError } from '../../errors/server-error.ts'
import { isReferral } from './fact-sources.ts'

/** More referrals than this of one call are not looked at. */
const maxReferrals = 10

/**
 * The referrals a call asks about: of `order-select` those just selected, of `order-sign` all of them. An order to be
 * dispatched that was not sent is undefined: nobody knows what it is. Pure.
 * @throws ServerError CDS_ORDERS_TOO_MANY
 */
export function chooseOrders(
  { hook, context }: CdsRequest,
  fetched: FhirOrders | FhirServiceRequest | undefined,
): readonly (FhirServiceRequest | undefined)[] {
  const chosen =
    hook === 'order-dispatch'
      ? dispatched(context, fetched)
      : requestsIn(context.draftOrders).filter(
          ({ id }) => hook !== 'order-select' || isNamed(context.selections ?? [], id),
        )
  const referrals = chosen.filter((order) => order === undefined || isReferral(order))
  if (referrals.length > maxReferrals)
    throw new ServerError('CDS_ORDERS_TOO_MANY', { count: referrals.length, most: maxReferrals })
  return referrals
}

function dispatched(
  context: CdsRequest['context'],
  fetched: FhirOrders | FhirServiceRequest | undefined,
): readonly (FhirServiceRequest | undefined)[] {
  const names = context.dispatchedOrders ?? context['dispatched-orders'] ?? []
  const sent = fetched?.resourceType === 'ServiceRequest' ? [fetched] : requestsIn(fetched)
  return names.map((name) => sent.find(({ id }) => isNamed([name], id)))
}

function requestsIn(orders: FhirOrders | undefined): readonly FhirServiceRequest[] {
  return (orders?.entry ?? []).flatMap(({ resource }) =>
    resource.resourceType === 'ServiceRequest' ? [resource as FhirServiceRequest] : [],
  )
}

/** Whether one of the references is of a service request of this id. */
function isNamed(references: readonly string[], id: string | undefined): boolean {
  return (
    id !== undefined &&
    references.some((reference) => /^(?:.*\/)?ServiceRequest\/(.+)$/.exec(reference)?.[1] === id)
  )
}
