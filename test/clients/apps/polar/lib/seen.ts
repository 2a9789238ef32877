export const seen: string[] = []
