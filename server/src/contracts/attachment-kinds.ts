/** The kinds of files that may be filed, each with the ends its name may have; which one a file is, its bytes say. */
export const attachmentKinds = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/ofd': ['ofd'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type AttachmentType = keyof typeof attachmentKinds

/** How many documents a step may file, and how many a case may have, those that wait to be filed among them. */
export const attachmentLimits = { ofStep: 20, ofCase: 100 } as const
