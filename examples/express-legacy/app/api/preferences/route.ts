import createError from 'http-errors'
import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60

export async function GET() {
  const locale = (await cookies()).get('locale')?.value ?? 'en'
  return Response.json({ locale })
}

export async function PUT(request: NextRequest) {
  const { locale } = (await request.json()) as { locale: unknown }
  if (!isLocale(locale)) throw createError(422, 'locale must be a language tag such as de-AT')
  const store = await cookies()
  store.set('locale', locale, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_IN_SECONDS })
  return Response.json({ locale })
}

function isLocale(value: unknown): value is string {
  try {
    return typeof value === 'string' && Intl.NumberFormat.supportedLocalesOf(value).length > 0
  } catch {
    return false // not even well formed
  }
}
