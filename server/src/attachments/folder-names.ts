/** The folder of the contents of attachments in a data folder. */
export const attachmentsFolderName = 'attachments'

/** In it, where files lie while they come in. */
export const incomingFolderName = 'incoming'
