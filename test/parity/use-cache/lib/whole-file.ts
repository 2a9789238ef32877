'use cache'

import { evaluated } from './evaluations'

export async function declared(key: string): Promise<string> {
  return `${key} ${evaluated('declared')}`
}

export const arrow = async (key: string): Promise<string> => `${key} ${evaluated('arrow')}`

async function hidden(): Promise<number> {
  return evaluated('hidden')
}

export async function callsHidden(): Promise<number[]> {
  return [await hidden(), await hidden()]
}

export default async function (key: string): Promise<string> {
  return `${key} ${evaluated('default')}`
}
