/** A unit of the community (domain.md 5.2), as far as assessment and money read it. */
export interface OrgUnit {
  readonly id: string
  /** Its name, as the county writes it. */
  readonly title: string
  readonly kind?: string
  /** 0 village or station, 1 township or community, 2 county or district, 3 tertiary. */
  readonly tier?: number
  readonly level?: number
  readonly parent?: string
}
