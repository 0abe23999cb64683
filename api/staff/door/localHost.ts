const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a host name is this very machine's. */
export const isLocalHost = (host: string) => localHosts.has(host)
