/** How much of a refused body is still read, bytes. */
const most = 1024 * 1024

/**
 * Reads a refused body away before the answer. A connection closed under a sender's hands shows it a broken page
 * instead of the reason; only a flood is cut off.
 */
export async function drain(request: Request): Promise<void> {
  if (request.body?.locked) return
  const reader = request.body?.getReader()
  for (let read = 0; reader && read < most; ) {
    const { done, value } = await reader.read()
    if (done) return
    read += value.length
  }
  await reader?.cancel()
}
