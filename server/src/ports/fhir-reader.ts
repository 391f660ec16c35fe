/** Reads from the FHIR servers of hospitals, those the settings allow and no other. */
export interface FhirReader {
  /**
   * What a server gives at an address under its base; undefined where the server is not allowed, does not answer in
   * time, answers with an error, or with more than is read.
   */
  read(server: string, query: string, token: string | undefined): Promise<unknown>
}
