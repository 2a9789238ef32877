import { NextResponse } from 'next/server'

const bytes = new Uint8Array(1_048_576).fill(120)

export const GET = () => new NextResponse(bytes)
