import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { db } from '@/lib/db'

export function GET() {
  return Response.json(db.all('SELECT * FROM uploads ORDER BY id'))
}

export async function POST(request: NextRequest, { user }: RouteContext<'/api/uploads'>) {
  const form = await request.formData()
  const file = form.get('file')
  if (!(file instanceof File)) {
    return Response.json({ error: 'Send a file in the field "file"' }, { status: 422 })
  }
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex')
  const { lastInsertRowid: id } = db.run(
    'INSERT INTO uploads (name, type, size, sha256, uploaded_by) VALUES (?, ?, ?, ?, ?)',
    [file.name, file.type, file.size, sha256, user?.name ?? 'anonymous'],
  )
  return Response.json(db.get('SELECT * FROM uploads WHERE id = ?', id), { status: 201 })
}
