/** A posted form; an unreadable one is an empty one, which the fields then ask for. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    return new FormData()
  }
}
