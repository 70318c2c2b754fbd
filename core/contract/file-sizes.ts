/** How large files may be, apart from their schemas: phones go by it too. */

/** The largest picture that is kept, in bytes: phones make them this small before they send them. */
export const PICTURE_MAX_BYTES = 300 * 1024
/** The largest document that is kept, in bytes. */
export const DOCUMENT_MAX_BYTES = 10 * 1024 * 1024
/**
 * A document travels in parts of so many bytes: no more than a picture, which a village's network carries before a call gives up. A
 * multiple of three, so that the base64 of the parts is the base64 of the whole.
 */
export const PART_BYTES = 3 * 87_382
export const MOST_PARTS = Math.ceil(DOCUMENT_MAX_BYTES / PART_BYTES)
