/** What was typed, as the API takes it. */
export const words = (query: URLSearchParams) => query.get('q')?.trim().slice(0, 60) || undefined

/** A town's code out of a query; anything else is no choice. */
export const townOf = (query: URLSearchParams) => query.get('town')?.match(/^\d{9}$/)?.[0]
