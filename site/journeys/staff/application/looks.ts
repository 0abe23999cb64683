/** The reasons for which somebody looks at what is masked. */
export const looks = ['identity', 'callback', 'correction', 'complaint', 'other'] as const
