/** The last four digits of a number as people say them: without the extension of a landline (`010-65551234-12`: 1234). */
export const phoneEnd = (phone: string): string => (phone.split('-')[1] ?? phone).slice(-4)
