/** Who acts, and by what road: part of every context and of every audit leaf (by its kind only). */
export type Actor = { kind: 'resident' } | { kind: 'system'; job: string } | { kind: 'import' }

export const resident: Actor = { kind: 'resident' }
