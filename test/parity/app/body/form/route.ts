export async function POST(request: Request) {
  try {
    const form = await request.formData()
    const fields = []
    for (const [name, value] of form) {
      if (typeof value === 'string') fields.push([name, value])
      else fields.push([name, { file: value.name, type: value.type, text: await value.text() }])
    }
    return Response.json({ fields, isFile: form.get('file') instanceof File })
  } catch (error) {
    return Response.json({ error: `${(error as Error).name}: ${(error as Error).message}` })
  }
}
