import { NextResponse } from 'next/server'

const text = 'x'.repeat(1_048_576)

export const GET = () => new NextResponse(text)
